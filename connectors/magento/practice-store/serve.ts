import { startPracticeMagento } from './index.ts'

/**
 * A practice shop in a process of its own, for benchmarks:
 * `node connectors/magento/practice-store/serve.ts '{"orders":200000,"latencyMs":300}'`
 * Prints one line of JSON, `{"baseUrl","integrations"}`, and serves until its input ends or it is told to stop.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof startPracticeMagento>[0]
const { baseUrl, integrations, close } = await startPracticeMagento(options)
console.log(JSON.stringify({ baseUrl, integrations }))
process.stdin.resume().once('end', close)
process.once('SIGTERM', close)
