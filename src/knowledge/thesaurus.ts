// The thesaurus: words that people use for one another, as small groups with a name.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Fault} from './fault.ts'
import {Fields} from './fields.ts'

/** Words and phrases that stand for one idea, in any language. */
export interface WordGroup {
  readonly name: string
  readonly words: readonly string[]
}

/**
 * Reads a thesaurus file: a map of group name to its words.
 * @param path for faults
 * @param source its YAML
 */
export function readThesaurus(path: string, source: string): {groups: WordGroup[]; faults: Fault[]} {
  const faults: Fault[] = []
  const fields = Fields.read(source, 1, (line, problem, fix) => faults.push({path, line, problem, fix, grave: true}))
  const groups = (fields?.names() ?? []).map(name => ({name, words: fields?.texts(name) ?? []}))
  return {groups, faults}
}
