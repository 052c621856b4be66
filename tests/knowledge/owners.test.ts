// Owners: roles with names and contacts, to which an organisation's own file adds.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {ownerName, readOwners} from '../../src/knowledge/owners.ts'

const base = readOwners(
  'owners.yml',
  'legal: {name: Legal desk, names: {zh: 法务部门}, contact: null}\nit: {name: IT desk}\n',
  new Map(),
)

describe('owners', () => {
  it('have a role, names and perhaps a contact', () => {
    expect(base.faults).toEqual([])
    expect(base.owners.get('legal')).toEqual({
      role: 'legal',
      name: 'Legal desk',
      names: {zh: '法务部门'},
      contact: undefined,
    })
    expect([...base.owners.keys()]).toEqual(['legal', 'it'])
  })

  it('are named in a language, or in English', () => {
    const [legal, it] = [...base.owners.values()]
    expect(legal && ownerName(legal, 'zh')).toBe('法务部门')
    expect(it && ownerName(it, 'zh')).toBe('IT desk')
  })

  it('gain what another file says, and keep what it leaves out', () => {
    const {owners} = readOwners('own.yml', 'legal: {contact: "#ask-legal"}\nhr: {}\n', base.owners)
    expect(owners.get('legal')).toEqual({
      role: 'legal',
      name: 'Legal desk',
      names: {zh: '法务部门'},
      contact: '#ask-legal',
    })
    expect(owners.get('hr')).toEqual({role: 'hr', name: 'hr', names: {}, contact: undefined})
    expect(owners.get('it')).toEqual(base.owners.get('it'))
    expect(base.owners.has('hr')).toBe(false)
  })

  it('stay as they were where a file cannot be read, which is named', () => {
    const {owners, faults} = readOwners('own.yml', 'legal: {contact: "#ask', base.owners)
    expect(owners).toEqual(base.owners)
    expect(faults).toEqual([
      expect.objectContaining({path: 'own.yml', line: 1, problem: expect.stringMatching(/^YAML: /)}),
    ])
  })

  it('whose entry is no map are named with their line, and keep their name', () => {
    const {owners, faults} = readOwners('own.yml', 'it: x\nlegal: somebody\n', base.owners)
    expect(faults.map(({line, problem}) => `${line}: ${problem}`)).toEqual([
      '1: "it" has no fields',
      '2: "legal" has no fields',
    ])
    expect(owners.get('legal')?.name).toBe('Legal desk')
  })
})
