import { conformance } from './conformance.ts';
import { docker } from './subjects.ts';

conformance(docker);
