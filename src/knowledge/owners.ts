// Owners: the roles to whom questions are handed over, and whom each organisation put behind them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Fault} from './fault.ts'
import {Fields} from './fields.ts'
import type {Language} from './passage.ts'

/** A desk that answers what we do not. */
export interface Owner {
  /** The key that passages name, such as `legal`. */
  readonly role: string
  readonly name: string
  readonly names: Readonly<Partial<Record<Language, string>>>
  /** A person, address or channel, as the organisation wrote it; undefined where nobody filled it in. */
  readonly contact: string | undefined
}

/** The owner of topics that are nobody's: nobody is named for them. */
export const nobody = 'nobody'

/** All owners by role. */
export type Owners = ReadonlyMap<string, Owner>

/** The name of an owner in a language. */
export function ownerName(owner: Owner, language: Language): string {
  return owner.names[language] ?? owner.name
}

/**
 * Reads an owners file: a map of role to `name`, `names` and `contact`.
 * @param path for faults
 * @param source its YAML
 * @param base owners that this file adds to; its fields win
 */
export function readOwners(path: string, source: string, base: Owners): {owners: Owners; faults: Fault[]} {
  const faults: Fault[] = []
  const fields = Fields.read(source, 1, (line, problem, fix) => faults.push({path, line, problem, fix, grave: true}))
  const owners = new Map(base)
  for (const role of fields?.names() ?? []) {
    const entry = fields?.map(role)
    const known = base.get(role)
    const zh = entry?.map('names').text('zh') ?? known?.names.zh
    owners.set(role, {
      role,
      name: entry?.text('name') ?? known?.name ?? role,
      names: zh === undefined ? {} : {zh},
      contact: entry?.text('contact') ?? known?.contact,
    })
  }
  return {owners, faults}
}
