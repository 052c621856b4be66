// What calls the outside takes part in traces: storage and platforms, with a span for each call.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from './chat/platform.ts'
import type {Store} from './store.ts'
import type {Tracer} from './tracer.ts'
import {noTracer} from './tracer.ts'

/** A store with a span for each call but lists, which take as long as whoever reads them. The key is told by its kind. */
export function tracedStore(store: Store, tracer: Tracer): Store {
  if (tracer === noTracer) return store
  const span = <T>(operation: string, key: string, work: () => Promise<T>) =>
    tracer.span('store', {operation, kind: kindOf(key)}, work)
  return {
    get: key => span('get', key, () => store.get(key)),
    put: (key, value, ttlMs) => span('put', key, () => store.put(key, value, ttlMs)),
    create: (key, value, ttlMs) => span('create', key, () => store.create(key, value, ttlMs)),
    update: (key, change, ttlMs) => span('update', key, () => store.update(key, change, ttlMs)),
    delete: key => span('delete', key, () => store.delete(key)),
    erase: prefix => span('erase', prefix, () => store.erase(prefix)),
    list: prefix => store.list(prefix),
    lease: (key, owner, ms) => span('lease', key, () => store.lease(key, owner, ms)),
    close: () => store.close(),
  }
}

/** A platform with a span for each call that goes out. */
export function tracedPlatform(platform: Platform, tracer: Tracer): Platform {
  if (tracer === noTracer) return platform
  const {name} = platform
  const span = <T>(call: string, work: () => Promise<T>) => tracer.span('send', {platform: name, call}, work)
  return {
    name,
    start: receive => platform.start(receive),
    stop: () => platform.stop(),
    send: (to, card, delivery) => span('send', () => platform.send(to, card, delivery)),
    update: (message, card) => span('update', () => platform.update(message, card)),
    whisper: (to, person, card) => span('whisper', () => platform.whisper(to, person, card)),
    open: (activity, form) => span('open', () => platform.open(activity, form)),
    place: whom => span('place', () => platform.place(whom)),
    people: of => span('people', () => platform.people(of)),
  }
}

/** The first part of a key: the others name workspaces and people. */
function kindOf(key: string): string {
  return key.slice(0, key.indexOf(':') >>> 0)
}
