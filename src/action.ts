import { main } from './job.ts';

process.exitCode = await main(process);
