VACUUM models;
