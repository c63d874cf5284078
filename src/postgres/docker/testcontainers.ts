/**
 * Everything of testcontainers that plangate uses. Loaded by `import()` when a container is wanted: it takes longer to
 * load than all the rest, and the bundler makes one chunk of it because this is the only file that names it.
 */

export { PostgreSqlContainer } from '@testcontainers/postgresql';
export { type ContainerRuntimeClient, getContainerRuntimeClient, ImageName } from 'testcontainers';
// Its own pull shows no progress and hides what the registry said; this reads the user's Docker configuration for ours.
export { getAuthConfig } from 'testcontainers/build/container-runtime/index.js';
