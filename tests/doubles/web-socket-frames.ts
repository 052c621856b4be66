// Frames of WebSocket connections, as far as small texts need them (RFC 6455, section 5).
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The kinds of frames that occur. */
export const opcodes = {text: 1, close: 8, ping: 9, pong: 10} as const

/**
 * A whole message in one frame.
 * @param mask four bytes, from a client to a server; none the other way
 */
export function frame(opcode: number, payload: Buffer, mask?: Buffer): Buffer {
  const long = payload.length > 125
  const head = Buffer.alloc(long ? 10 : 2)
  head[0] = 0x80 | opcode
  head[1] = (mask ? 0x80 : 0) | (long ? 127 : payload.length)
  if (long) head.writeBigUInt64BE(BigInt(payload.length), 2)
  return mask ? Buffer.concat([head, mask, masked(payload, mask)]) : Buffer.concat([head, payload])
}

function masked(payload: Buffer, mask: Buffer): Buffer {
  return Buffer.from(payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0)))
}

/** Cuts what comes in into frames; a text in several frames is put together. */
export class FrameReader {
  readonly #take: (opcode: number, payload: Buffer) => void
  #bytes: Buffer = Buffer.alloc(0)
  #parts: Buffer[] = []
  #opcode = 0

  /** @param take gets each message */
  constructor(take: (opcode: number, payload: Buffer) => void) {
    this.#take = take
  }

  /** Takes what has come in. */
  add(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk])
    while (this.#next());
  }

  #next(): boolean {
    if (this.#bytes.length < 2) return false
    const first = this.#bytes.readUInt8(0)
    const second = this.#bytes.readUInt8(1)
    const short = second & 0x7f
    const maskAt = short === 127 ? 10 : short === 126 ? 4 : 2
    const at = maskAt + (second & 0x80 ? 4 : 0)
    if (this.#bytes.length < at) return false
    const length =
      short === 127 ? Number(this.#bytes.readBigUInt64BE(2)) : short === 126 ? this.#bytes.readUInt16BE(2) : short
    if (this.#bytes.length < at + length) return false
    const payload = this.#bytes.subarray(at, at + length)
    this.#frame(first, at > maskAt ? masked(payload, this.#bytes.subarray(maskAt, at)) : payload)
    this.#bytes = this.#bytes.subarray(at + length)
    return true
  }

  #frame(first: number, payload: Buffer): void {
    const opcode = first & 0x0f
    if (opcode >= opcodes.close) {
      this.#take(opcode, payload)
      return
    }
    if (opcode !== 0) this.#opcode = opcode
    this.#parts.push(payload)
    if ((first & 0x80) === 0) return
    this.#take(this.#opcode, Buffer.concat(this.#parts))
    this.#parts = []
  }
}
