/** What the HTTP API takes and answers: the one thing the web interface and other clients build upon. */
export * from './api/audit.ts'
export * from './api/common.ts'
export * from './api/keys.ts'
export * from './api/records.ts'
