import { conformance } from './conformance.ts';
import { own } from './subjects.ts';

conformance(own);
