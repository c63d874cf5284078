import { conformance } from './conformance.ts';
import { url } from './subjects.ts';

conformance(url);
