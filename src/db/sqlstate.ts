/** The SQLSTATE of an error of node-postgres or of Prisma over it, or a node error code such as ECONNRESET. */
function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  const { code, meta, cause } = error as { code?: unknown; meta?: Record<string, unknown>; cause?: unknown }
  const driver = (meta?.['driverAdapterError'] as { cause?: { originalCode?: unknown } } | undefined)?.cause
  const found = driver?.originalCode ?? code
  return typeof found === 'string' ? found : errorCode(cause)
}

// Data exception, integrity constraint violation, program limit exceeded (a row too long for its index, say).
const dataClasses = /^(22|23|54)...$/
// Connection exception, operator intervention, disk full, out of memory, too many connections, input or output error.
const lostStates = /^(08...|57P..|53...|58...|ECONN.*|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
// What node-postgres says without a code.
const lostWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|embedded database/i

/** The row's own fault: the same row fails again, another one may not. */
export function isDataError(error: unknown): boolean {
  return dataClasses.test(errorCode(error))
}

/** Two transactions waited for each other, and the database ended this one: the same work succeeds after the other. */
export function isDeadlock(error: unknown): boolean {
  return errorCode(error) === '40P01'
}

/** The database could not be reached, or could not go on: the same statement may succeed later. */
export function isLost(error: unknown): boolean {
  if (lostStates.test(errorCode(error))) return true
  if (typeof error !== 'object' || error === null) return false
  // The queue tells of errors as plain objects.
  const { message, cause } = error as { message?: unknown; cause?: unknown }
  return lostWords.test(String(message)) || isLost(cause)
}
