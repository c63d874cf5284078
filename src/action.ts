import { main } from './job.ts';
import { onUncaught } from './last-resort.ts';

onUncaught(process);

process.exitCode = await main(process);
