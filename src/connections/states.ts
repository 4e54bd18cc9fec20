/** How a connection is, at a glance. */
export const connectionStates = ['active', 'needs_attention', 'paused'] as const
export type ConnectionState = (typeof connectionStates)[number]
