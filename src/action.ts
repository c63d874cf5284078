import { onUncaught } from './last-resort.ts';
import { spareCompiler } from './spare-compiler.ts';

onUncaught(process);
spareCompiler();
const { main } = await import('./job.ts');
process.exitCode = await main(process);
