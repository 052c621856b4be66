// OUR OWN FAKE of a chat platform, as a server that counts what is posted, answers badly now and then, and can be asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import type {IncomingMessage, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {setTimeout as pause} from 'node:timers/promises'

/** What a process posts or asks. */
export interface Posting {
  readonly mark: string
  readonly worker: string
}

/** What is done to a process that has just posted: killed before its post is taken, or after that, unanswered. */
export type Fate = 'before' | 'after' | undefined

/** A server that listens. */
export interface PostingServer {
  readonly address: string
  /** How many posts were taken under each mark. */
  readonly posts: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** The share of posts that are answered by 429 (not taken), by 500 and by nothing (each taken or not, by chance). */
const bad = {busy: 0.02, broken: 0.02, silent: 0.02} as const

/**
 * Starts a server.
 * @param fateOf decides about a process that posts, and kills it
 */
export async function openPostingServer(fateOf: (worker: string) => Fate): Promise<PostingServer> {
  const posts = new Map<string, number>()
  const take = ({mark}: Posting) => void posts.set(mark, (posts.get(mark) ?? 0) + 1)

  async function posted(posting: Posting, response: ServerResponse): Promise<void> {
    const fate = fateOf(posting.worker)
    // What is on its way arrives a little later, and whoever sent it may be gone by then.
    await pause(Math.random() * (fate === undefined ? 20 : 500))
    const luck = Math.random()
    if (fate === undefined && luck < bad.busy) return void response.writeHead(429).end()
    const isBad = luck < bad.busy + bad.broken + bad.silent
    if (fate === 'before' || (fate === undefined && isBad && Math.random() < 0.5)) return end(response, luck)
    take(posting)
    if (isBad) end(response, luck)
    else response.end('{}')
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then(async posting => {
      if (request.url === '/post') await posted(posting, response)
      else response.end(JSON.stringify({there: posts.has(posting.mark)}))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return {address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, posts, close}
}

function end(response: ServerResponse, luck: number): void {
  if (luck < bad.busy + bad.broken) response.writeHead(500).end()
  else response.destroy()
}

async function bodyOf(request: IncomingMessage): Promise<Posting> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as Posting
}
