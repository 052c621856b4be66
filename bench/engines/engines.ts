// All engines by name; each is loaded only when it is wanted, so that a measurement of memory holds no other.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Engine} from './engine.ts'

/** How each engine is loaded. */
export const engines = {
  ours: async () => (await import('./ours.ts')).ours,
  'ours-without-thesaurus': async () => (await import('./ours.ts')).oursWithoutThesaurus,
  minisearch: async () => (await import('./minisearch.ts')).minisearch,
  orama: async () => (await import('./orama.ts')).orama,
  'orama-exact': async () => (await import('./orama.ts')).oramaExact,
  'fuse-token': async () => (await import('./fuse.ts')).fuseToken,
  'fuse-token-plain': async () => (await import('./fuse.ts')).fuseTokenPlain,
  'fuse-bitap': async () => (await import('./fuse.ts')).fuseBitap,
} satisfies Record<string, () => Promise<Engine>>

/** The name under which an engine is chosen. */
export type EngineName = keyof typeof engines
