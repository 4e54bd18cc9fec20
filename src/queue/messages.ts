import type { Job, PgBoss } from 'pg-boss'
import type { Client } from '../db.ts'
import { inside, MESSAGES } from './make-queues.ts'

/** Something to be told to people or programs outside, each over one channel. Holds no secret. */
export interface Message {
  /** The same however often it is sent: with it the receiver tells that it has it already. */
  readonly id: string
  readonly channel: string
  readonly content: object
}

export interface Messages {
  /** In the caller's transaction: what it says is told if and only if that commits. */
  enqueueMessages(client: Client, messages: readonly Message[]): Promise<void>
  /** Throws to have the message sent again, later each time. One whose process is killed is sent by another. */
  workMessages(handler: (message: Message) => Promise<void>): Promise<void>
}

export function openMessages(boss: PgBoss): Messages & { stop(): Promise<void> } {
  return {
    async enqueueMessages(client, messages) {
      if (messages.length === 0) return
      await boss.insert(
        MESSAGES,
        messages.map(message => ({ data: message })),
        { db: inside(client) },
      )
    },
    async workMessages(handler) {
      await boss.work(MESSAGES, { pollingIntervalSeconds: 1 }, ([message]: Job<Message>[]) => handler(message!.data))
    },
    stop: () => boss.offWork(MESSAGES),
  }
}
