// Which room is changed, and how much of it, as `npm run mutation` says it to Stryker and jest.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A folder of src/. */
export const room = process.env['MUTATION_ROOM'] ?? 'schedule'

/** The share of the mutants that are tried, from 0 to 1. */
export const share = Number(process.env['MUTATION_SHARE'] ?? '1')

/** How many are tried at the same time. */
export const cores = Number(process.env['MUTATION_CORES'] ?? '1')

/** Draws which ones. */
export const seed = process.env['MUTATION_SEED'] ?? '1'

/** Where it is noted what became of each mutant of a room, a line of JSON each. */
export const notesOf = name => `.cache/mutation/${name}.jsonl`
