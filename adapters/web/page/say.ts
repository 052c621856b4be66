// Tells the server what the visitor did, and says in a kind sentence what went wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Post, Suggestion, Surroundings, Taken} from '../wire.ts'

/** What became of a post: the log that it went to, or a sentence for the visitor. */
export type Said = {readonly ok: true; readonly log: string} | {readonly ok: false; readonly sentence: string}

/** The longest text that the server takes, in characters. */
export const maxText = 12_000

/** How long the server may take to say that it has taken a post, in milliseconds. */
const patienceMs = 15_000

const unreachable = 'The counselor cannot be reached. Please check that it is still running, then try again.'

const sentences: Readonly<Record<number, string>> = {
  400: 'The counselor could not read this message. Please change it a little, then try again.',
  401: 'You are no longer signed in. Please reload this page, then try again.',
  403: 'This page may no longer speak for you. Please reload it, then try again.',
  413: 'This is too long for one message. Please shorten it, then try again.',
  429: 'That was a lot at once. Please wait a moment, then try again.',
  503: 'The counselor is just starting or stopping. Please wait a moment, then try again.',
}

/** Posts an activity. Never rejects. */
export async function say(post: Post): Promise<Said> {
  const around: Surroundings = {zone: Intl.DateTimeFormat().resolvedOptions().timeZone}
  const body = JSON.stringify({...post, ...around})
  const headers = {'Content-Type': 'application/json'}
  const response = await ask('/chat/activities', {method: 'POST', headers, body})
  if (response?.ok !== true) return {ok: false, sentence: sentenceFor(response)}
  const taken = await read<Taken>(response)
  return taken === undefined ? {ok: false, sentence: unreachable} : {ok: true, log: taken.log}
}

/** Erases the conversation; a sentence where that failed. Never rejects. */
export async function clearHistory(): Promise<string | undefined> {
  const response = await ask('/chat/history', {method: 'DELETE'})
  return response?.ok === true ? undefined : sentenceFor(response)
}

/** Questions that fit what is typed so far; none where the server cannot say. Never rejects. */
export async function suggestionsFor(text: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const response = await ask(`/chat/suggestions?q=${encodeURIComponent(text)}`, {signal})
  if (response?.ok !== true) return []
  const found = await read<{readonly suggestions: readonly Suggestion[]}>(response)
  return found?.suggestions ?? []
}

/** A new id for an activity; `crypto.randomUUID` is missing where a proxy serves the page without TLS. */
export function newId(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('')
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20)]
  return `${a}-${b}-4${c}-8${d}-${e}`
}

async function ask(address: string, options: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(address, {signal: AbortSignal.timeout(patienceMs), ...options})
  } catch {
    return undefined
  }
}

// The line can break between the head of an answer and its body.
async function read<T>(response: Response): Promise<T | undefined> {
  try {
    return (await response.json()) as T
  } catch {
    return undefined
  }
}

function sentenceFor(response: Response | undefined): string {
  if (response === undefined) return unreachable
  return sentences[response.status] ?? 'Something went wrong on our side. Please try again.'
}
