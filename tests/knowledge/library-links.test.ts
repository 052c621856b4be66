// Links in knowledge folders lead into these folders or nowhere: no file of the machine is shown to people.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from '@jest/globals'
import {Library} from '../../src/knowledge/library.ts'
import {front, knowledgeFolderOf, ownersFile, passageText} from '../doubles/knowledge-files.ts'

type Folder = ReturnType<typeof knowledgeFolderOf>
const folders: Folder[] = []

function folderOf(files: Readonly<Record<string, string>>): Folder {
  const folder = knowledgeFolderOf(files)
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove()
})

const base = {
  'owners.yml': ownersFile,
  'a.md': front + passageText('first'),
  'deep/er/b.md': front + passageText('second'),
}

async function open(own: Folder, ...overlays: Folder[]): Promise<Library> {
  return Library.open({own: own.path, overlays: overlays.map(({path}) => path)})
}

const ids = ({knowledge}: Library) => [...knowledge.passages.keys()]
const problems = ({knowledge}: Library) => knowledge.faults.map(fault => fault.problem)

describe('a link', () => {
  it('into one of the folders is read as the file to which it leads', async () => {
    const elsewhere = folderOf({'real/real.md': front + passageText('linked')})
    const folder = folderOf(base)
    symlinkSync(join(elsewhere.path, 'real/real.md'), join(folder.path, 'c.md'))
    const library = await open(folder, elsewhere)
    expect(ids(library)).toContain('linked')
    expect(library.knowledge.faults).toEqual([])
  })

  it.each(['a file elsewhere', 'a folder elsewhere'])('to %s is never read', async what => {
    const elsewhere = folderOf({'real.md': front + passageText('linked'), 'owners.yml': 'secret: top-secret'})
    const folder = folderOf(base)
    if (what === 'a folder elsewhere') symlinkSync(elsewhere.path, join(folder.path, 'folder'))
    else symlinkSync(join(elsewhere.path, 'real.md'), join(folder.path, 'c.md'))
    const library = await open(folder)
    expect(ids(library)).toEqual(['first', 'second'])
    const told = what === 'a folder elsewhere' ? [] : ['a link that leads out of the knowledge folders']
    expect(problems(library)).toEqual(told)
  })

  it('out of an overlay shows nobody a file of the machine, whatever its name', async () => {
    const overlay = folderOf({})
    const secret = folderOf({id_rsa: 'top-secret'})
    for (const name of ['a.md', 'owners.yml', 'thesaurus.yml', 'tips.md']) {
      symlinkSync(join(secret.path, 'id_rsa'), join(overlay.path, name))
    }
    const library = await open(folderOf(base), overlay)
    expect(problems(library)).toHaveLength(4)
    expect(JSON.stringify([[...library.knowledge.passages], library.knowledge.faults])).not.toContain('top-secret')
  })
})
