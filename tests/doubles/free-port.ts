// Ports of this machine for the servers that a test starts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import type {AddressInfo} from 'node:net'
import {createServer} from 'node:net'

/** A port of this machine on which nobody listens now. */
export async function freePort(): Promise<number> {
  const [port = 0] = await freePorts(1)
  return port
}

/** Ports of this machine on which nobody listens now, each another one. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({length: count}, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map(each => once(each, 'listening')))
  const ports = servers.map(each => (each.address() as AddressInfo).port)
  await Promise.all(servers.map(each => once(each.close(), 'close')))
  return ports
}
