// Checks whether a port is free, and if not, whether it is a counselor that holds it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createServer} from 'node:net'
import type {Check} from './finding.ts'
import {bad, doubtful, good} from './finding.ts'

/** How long a program on the port may take to say who it is, in milliseconds. */
const answerMs = 2_000

/** A port that the process will listen on. */
export interface WantedPort {
  /** The variable that sets it. */
  readonly variable: string
  readonly host: string
  readonly port: number
  /** True where another port, or none, will do. */
  readonly mayGiveWay: boolean
}

/** @param wanted the port; 0 is always free */
export function portCheck({variable, host, port, mayGiveWay}: WantedPort): Check {
  const name = variable
  return {
    name,
    run: async () => {
      const code = await refusal(host, port)
      const where = `port ${port} on ${host}`
      if (code === undefined) return [good(name, `${where} is free`)]
      if (code !== 'EADDRINUSE')
        return [bad(name, `${where} cannot be had: ${code}`, `Set ${variable} to another one.`)]
      if (await isCounselor(host, port)) {
        return [doubtful(name, `a counselor listens on ${where} already`, 'Stop it before you start another one here.')]
      }
      if (mayGiveWay) return [doubtful(name, `${where} is taken`, `Another one, or none, will do; or set ${variable}.`)]
      return [bad(name, `${where} is taken`, `Stop the program that holds it, or set ${variable} to a free one.`)]
    },
  }
}

/** Why the system does not let us listen there; undefined where it does. */
function refusal(host: string, port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name))
    server.listen({host, port}, () => server.close(() => resolve(undefined)))
  })
}

async function isCounselor(host: string, port: number): Promise<boolean> {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  const paths = ['/healthz', '/metrics']
  const texts = await Promise.all(paths.map(path => textAt(`http://${urlHost(reachable)}:${port}${path}`)))
  return texts.some(text => text.startsWith('{"status":"ok"') || text.includes('counselor_activities_total'))
}

async function textAt(url: string): Promise<string> {
  try {
    return await (await fetch(url, {signal: AbortSignal.timeout(answerMs), redirect: 'error'})).text()
  } catch {
    return ''
  }
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
