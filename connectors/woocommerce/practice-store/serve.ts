import { startPracticeWooCommerce } from './index.ts'

/**
 * A practice store in a process of its own, for benchmarks:
 * `node connectors/woocommerce/practice-store/serve.ts '{"orders":200000,"latencyMs":300}'`
 * Prints one line of JSON, `{"baseUrl","keys"}`, and serves until its input ends or it is told to stop.
 */
const options = JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof startPracticeWooCommerce>[0]
const { baseUrl, keys, close } = await startPracticeWooCommerce(options)
console.log(JSON.stringify({ baseUrl, keys }))
process.stdin.resume().once('end', close)
process.once('SIGTERM', close)
