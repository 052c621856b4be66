// The thesaurus: groups of words for one idea, read from YAML.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {readThesaurus} from '../../src/knowledge/thesaurus.ts'

describe('a thesaurus', () => {
  it('has groups by name, in any language', () => {
    const {groups, faults} = readThesaurus('thesaurus.yml', 'money: [budget, cash, 预算]\nlead: [boss]\n')
    expect(groups).toEqual([
      {name: 'money', words: ['budget', 'cash', '预算']},
      {name: 'lead', words: ['boss']},
    ])
    expect(faults).toEqual([])
  })

  it('that cannot be read has no groups, and is named', () => {
    const {groups, faults} = readThesaurus('thesaurus.yml', 'a: b\nmoney: [budget\n')
    expect(groups).toEqual([])
    expect(faults).toEqual([expect.objectContaining({path: 'thesaurus.yml', grave: true})])
  })

  it('with a group that is no list names it, and keeps the others', () => {
    const {groups, faults} = readThesaurus('thesaurus.yml', 'money: budget\nlead: [boss]\n')
    expect(groups.map(group => group.words.length)).toEqual([0, 1])
    expect(faults).toEqual([expect.objectContaining({line: 1, problem: '"money" is not a list'})])
  })
})
