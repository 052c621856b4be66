// FakeSockets: the Socket Mode of our own fake of Slack, for what no peer does, such as taking a connection away.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash, randomUUID} from 'node:crypto'
import type {IncomingMessage, Server} from 'node:http'
import type {Duplex} from 'node:stream'
import {FrameReader, frame, opcodes} from './web-socket-frames.ts'

/** What a server adds to the key of a client (RFC 6455, section 1.3). */
const acceptance = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** The sockets of one server. */
export class FakeSockets {
  /** The open connections, oldest first. */
  readonly open: Duplex[] = []
  /** The ids of the envelopes that were acknowledged. */
  readonly acknowledged = new Set<string>()
  /** The messages that came with acknowledgements, by envelope. */
  readonly answers = new Map<string, unknown>()
  /** How many connections there have been. */
  count = 0

  /** @param server where clients come to */
  constructor(server: Server) {
    server.on('upgrade', (request, socket) => this.#accept(request, socket))
  }

  /** Sends an event on the newest connection; gives the id of its envelope. */
  event(payload: unknown, retries = 0): string {
    const envelope_id = randomUUID()
    const retry = retries > 0 ? {retry_attempt: retries, retry_reason: 'timeout'} : {retry_attempt: 0, retry_reason: ''}
    this.#send(this.open.at(-1), {envelope_id, type: 'events_api', payload, accepts_response_payload: false, ...retry})
    return envelope_id
  }

  /** Sends a slash command on the newest connection; gives the id of its envelope. */
  command(payload: unknown, {takesMessage = true} = {}): string {
    const envelope_id = randomUUID()
    const accepts = {accepts_response_payload: takesMessage}
    this.#send(this.open.at(-1), {envelope_id, type: 'slash_commands', payload, ...accepts})
    return envelope_id
  }

  /** Says anything at all on the newest connection. */
  say(text: string): void {
    this.open.at(-1)?.write(frame(opcodes.text, Buffer.from(text)))
  }

  /** Tells the client to come back on a new connection, as Slack does every few hours. */
  recycle(): void {
    const debug_info = {host: 'fake'}
    this.#send(this.open.at(-1), {type: 'disconnect', reason: 'refresh_requested', debug_info})
  }

  /** Breaks all connections without a word. */
  break(): void {
    for (const socket of this.open.splice(0)) socket.destroy()
  }

  #accept(request: IncomingMessage, socket: Duplex): void {
    const key = `${request.headers['sec-websocket-key']}${acceptance}`
    const accept = createHash('sha1').update(key).digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    const reader = new FrameReader((opcode, payload) => this.#take(socket, opcode, payload))
    socket.on('data', (chunk: Buffer) => reader.add(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      const at = this.open.indexOf(socket)
      if (at >= 0) this.open.splice(at, 1)
    })
    this.open.push(socket)
    this.count += 1
    this.#send(socket, {
      type: 'hello',
      num_connections: 1,
      connection_info: {app_id: 'A0001'},
      debug_info: {host: 'fake'},
    })
  }

  #take(socket: Duplex, opcode: number, payload: Buffer): void {
    if (opcode === opcodes.ping) socket.write(frame(opcodes.pong, payload))
    if (opcode === opcodes.close) socket.end(frame(opcodes.close, payload))
    if (opcode !== opcodes.text) return
    const {envelope_id, payload: answer} = JSON.parse(payload.toString()) as {envelope_id?: string; payload?: unknown}
    if (envelope_id === undefined) return
    this.acknowledged.add(envelope_id)
    if (isFull(answer)) this.answers.set(envelope_id, answer)
  }

  #send(socket: Duplex | undefined, message: unknown): void {
    socket?.write(frame(opcodes.text, Buffer.from(JSON.stringify(message))))
  }
}

/** An acknowledgement without a message has an empty payload, or none. */
function isFull(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).length > 0
}
