import { conformance, postStep } from './conformance.ts';
import { docker } from './subjects.ts';

conformance(docker);
for (const engine of docker) postStep(engine);
