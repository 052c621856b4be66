// A small WebSocket client for text on loopback, since Node 20 has none of its own (RFC 6455).
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomBytes} from 'node:crypto'
import {request} from 'node:http'
import type {Socket} from 'node:net'
import {FrameReader, frame, opcodes} from '../doubles/web-socket-frames.ts'

/** An open connection. */
export interface WebSocketClient {
  /** Sends a text. */
  send(text: string): void
  close(): void
}

/**
 * Connects, and hands every text that comes in to `receive`.
 * @param url an address that begins with `http:`
 */
export function openWebSocket(url: string, receive: (text: string) => void): Promise<WebSocketClient> {
  const headers = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': randomBytes(16).toString('base64'),
  }
  return new Promise((resolve, reject) => {
    const asked = request(url, {headers})
    asked.once('error', reject)
    asked.once('response', ({statusCode}) => reject(new Error(`no WebSocket at ${url}: status ${statusCode}`)))
    asked.once('upgrade', (_response, socket: Socket, head: Buffer) => {
      socket.unref()
      const reader = new FrameReader((opcode, payload) => {
        if (opcode === opcodes.text) receive(payload.toString('utf8'))
        if (opcode === opcodes.ping) socket.write(frame(opcodes.pong, payload, randomBytes(4)))
        if (opcode === opcodes.close) socket.end()
      })
      socket.on('data', (chunk: Buffer) => reader.add(chunk))
      // A peer that is stopped resets the connection; whoever waits for something from it has a time-out.
      socket.on('error', () => socket.destroy())
      reader.add(head)
      resolve({
        send: text => void socket.write(frame(opcodes.text, Buffer.from(text), randomBytes(4))),
        close: () => socket.destroy(),
      })
    })
    asked.end()
  })
}
