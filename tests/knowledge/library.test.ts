// The Library loads folders, lets overlays win, names what is broken, and follows changes as a whole.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdirSync, rmSync, symlinkSync, unlinkSync, utimesSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, describe, expect, it} from '@jest/globals'
import {Library} from '../../src/knowledge/library.ts'
import {maxFileBytes} from '../../src/knowledge/markdown.ts'
import {front, knowledgeFolderOf, lineOf, metaOf, ownersFile, passageText} from '../doubles/knowledge-files.ts'

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

describe('a folder', () => {
  it('is read with the folders in it, without fault', async () => {
    const library = await open(folderOf(base))
    expect(ids(library)).toEqual(['first', 'second'])
    expect(library.knowledge.faults).toEqual([])
  })

  it('is read for knowledge only: no README and no other files', async () => {
    const library = await open(
      folderOf({
        ...base,
        'README.md': '# Read me',
        'deep/readme.md': 'x',
        'notes.txt': 'x',
        'other.yml': '- x',
        'a.md.bak': 'x',
      }),
    )
    expect(ids(library)).toEqual(['first', 'second'])
    expect(library.knowledge.faults).toEqual([])
  })

  it('gives no passages from tips and surveys, but their files, those of overlays last', async () => {
    const own = folderOf({...base, 'tips/a.md': '## A tip {#tip-a}\n', 'surveys/b.md': front + passageText('third')})
    const library = await open(own, folderOf({'deep/tips/c.md': 'x'}))
    expect(ids(library)).toEqual(['first', 'second'])
    expect(library.knowledge.faults).toEqual([])
    expect(library.knowledge.files.map(({room, layer, overlay}) => ({room, layer, overlay}))).toEqual([
      {room: 'surveys', layer: 0, overlay: false},
      {room: 'tips', layer: 0, overlay: false},
      {room: 'tips', layer: 1, overlay: true},
    ])
    expect(library.knowledge.files[1]?.content).toBe('## A tip {#tip-a}\n')
  })

  it('reads a passage from a file that is only called tips', async () => {
    const library = await open(folderOf({...base, 'tips.md': front + passageText('third')}))
    expect(ids(library)).toContain('third')
    expect(library.knowledge.files).toEqual([])
  })

  it('gives passages in the order of their chapters', async () => {
    const early = front.replace('order: 1', 'order: 0').replace('chapter: test', 'chapter: early')
    expect(ids(await open(folderOf({...base, 'z.md': early + passageText('zero')})))).toEqual([
      'zero',
      'first',
      'second',
    ])
  })

  it('that does not exist is an error that names it', async () => {
    const opening = Library.open({own: '/no/such/folder', overlays: []})
    await expect(opening).rejects.toMatchObject({
      code: 'knowledge-missing',
      message: expect.stringContaining('/no/such/folder'),
    })
  })

  it('in which nothing can be read is an error', async () => {
    await expect(open(folderOf({'a.md': 'nothing'}))).rejects.toMatchObject({code: 'knowledge-missing'})
  })

  it('of an overlay that does not exist is an error that names it', async () => {
    const opening = Library.open({own: folderOf(base).path, overlays: ['/no/such/overlay']})
    await expect(opening).rejects.toMatchObject({
      code: 'knowledge-missing',
      message: expect.stringContaining('/no/such/overlay'),
    })
  })
})

describe('a broken file', () => {
  it('is named, and all others load', async () => {
    const library = await open(
      folderOf({...base, 'c.md': 'no front matter', 'd.md': front + passageText('fourth').replace(' {#fourth}', '')}),
    )
    expect(ids(library)).toEqual(['first', 'second'])
    expect(library.knowledge.faults.map(({path, problem}) => `${path.split('/').at(-1)}: ${problem}`)).toEqual([
      'c.md: no front matter',
      'd.md: the heading "Title of fourth" has no id',
    ])
  })

  it('over the limit is named without being read', async () => {
    const library = await open(
      folderOf({...base, 'c.md': front + passageText('third', {body: 'x '.repeat(maxFileBytes / 2)})}),
    )
    expect(ids(library)).toEqual(['first', 'second'])
    expect(problems(library)).toEqual([`larger than ${maxFileBytes} bytes`])
  })

  it('of owners or of the thesaurus is named, and the passages load', async () => {
    const library = await open(folderOf({...base, 'owners.yml': `${ownersFile}legal: [`, 'thesaurus.yml': 'a: {'}))
    expect(ids(library)).toEqual(['first', 'second'])
    expect(problems(library).filter(problem => problem.startsWith('YAML'))).toHaveLength(2)
  })

  it('with an id that stands elsewhere leaves out the second one and says where the first one is', async () => {
    const second = front + passageText('first') + passageText('third')
    const library = await open(folderOf({...base, 'c.md': second}))
    expect(ids(library)).toEqual(['first', 'third', 'second'])
    expect(library.knowledge.faults).toEqual([
      expect.objectContaining({
        line: lineOf(second, '{#first}'),
        problem: expect.stringMatching(/^the id "first" stands at .*a\.md:\d+ already$/),
        grave: true,
      }),
    ])
  })

  it('that names passages which do not exist still serves', async () => {
    const library = await open(
      folderOf({...base, 'c.md': front + passageText('third', {meta: `${metaOf('third')}\nrelated: [ghost]`})}),
    )
    expect(ids(library)).toContain('third')
    expect(problems(library)).toEqual(['"third" names "ghost", which does not exist'])
  })
})

describe('what is no file', () => {
  it('a link to nowhere, a folder with the name of a file and a link in a circle are passed over', async () => {
    const folder = folderOf(base)
    symlinkSync('/no/such/file.md', join(folder.path, 'dead.md'))
    symlinkSync('.', join(folder.path, 'circle'))
    symlinkSync('loop.md', join(folder.path, 'loop.md'))
    symlinkSync('/dev/zero', join(folder.path, 'endless.md'))
    mkdirSync(join(folder.path, 'folder.md'))
    const library = await open(folder)
    expect(ids(library)).toEqual(['first', 'second'])
    expect(library.knowledge.faults).toEqual([])
  })

  it('a link to a file is read as that file', async () => {
    const elsewhere = folderOf({'real.md': front + passageText('linked')})
    const folder = folderOf(base)
    symlinkSync(join(elsewhere.path, 'real.md'), join(folder.path, 'c.md'))
    expect(ids(await open(folder))).toContain('linked')
  })

  it('hidden folders are passed over, so that a volume mounted by Kubernetes is read once', async () => {
    const folder = folderOf({...base, '..2026_11_20/c.md': front + passageText('mounted'), '.git/d.md': 'x'})
    symlinkSync('..2026_11_20', join(folder.path, '..data'))
    symlinkSync('..data/c.md', join(folder.path, 'c.md'))
    const library = await open(folder)
    expect(ids(library)).toEqual(['first', 'mounted', 'second'])
    expect(library.knowledge.faults).toEqual([])
  })
})

describe('an overlay', () => {
  const own = front + passageText('first', {title: 'Our own first', meta: 'asks: {en: [a, b, c]}'})

  it('wins by id, and needs less than our own files', async () => {
    const library = await open(folderOf(base), folderOf({'own.md': own}))
    expect(library.knowledge.passages.get('first')).toMatchObject({title: 'Our own first', overlay: true})
    expect(library.knowledge.passages.get('second')?.overlay).toBe(false)
    expect(library.knowledge.faults).toEqual([])
  })

  it('that is listed last wins over those before it', async () => {
    const [one, two] = [folderOf({'own.md': own}), folderOf({'own.md': own.replace('Our own first', 'Their first')})]
    expect((await open(folderOf(base), one, two)).knowledge.passages.get('first')?.title).toBe('Their first')
    expect((await open(folderOf(base), two, one)).knowledge.passages.get('first')?.title).toBe('Our own first')
  })

  it('adds contacts to owners, and words to the thesaurus', async () => {
    const overlay = folderOf({'owners.yml': 'ospo: {contact: "#ospo"}\n', 'thesaurus.yml': 'mine: [x]\n'})
    const {knowledge} = await open(folderOf({...base, 'thesaurus.yml': 'ours: [y]\n'}), overlay)
    expect(knowledge.owners.get('ospo')).toMatchObject({name: 'Open source office', contact: '#ospo'})
    expect(knowledge.thesaurus.map(({name}) => name)).toEqual(['ours', 'mine'])
  })

  it('that uses an id twice is told so', async () => {
    const library = await open(
      folderOf(base),
      folderOf({'own.md': `${own}${passageText('first', {meta: 'asks: {en: [a, b, c]}'})}`}),
    )
    expect(problems(library)).toEqual([expect.stringMatching(/^the id "first" stands at .*own\.md:\d+ already$/)])
  })

  it('that is broken leaves our own passage in place', async () => {
    const library = await open(folderOf(base), folderOf({'own.md': own.replace('kind: chapter', 'kind: novel')}))
    expect(library.knowledge.passages.get('first')).toMatchObject({title: 'Title of first', overlay: false})
  })
})

describe('a look at the disk', () => {
  it('without a change does nothing', async () => {
    const library = await open(folderOf(base))
    const {knowledge} = library
    const calls: unknown[] = []
    library.onChange(change => void calls.push(change))
    expect(await library.refresh()).toBe(false)
    expect(library.knowledge).toBe(knowledge)
    expect(calls).toEqual([])
  })

  it.each([
    ['added', (folder: Folder) => folder.write('c.md', front + passageText('third')), ['first', 'third', 'second']],
    ['removed', (folder: Folder) => unlinkSync(join(folder.path, 'a.md')), ['second']],
    ['changed', (folder: Folder) => folder.write('a.md', front + passageText('changed')), ['changed', 'second']],
  ] as const)('sees a file that was %s, and hands out new knowledge as a whole', async (_, change, after) => {
    const folder = folderOf(base)
    const library = await open(folder)
    const before = library.knowledge
    const heard: unknown[] = []
    library.onChange(knowledge => void heard.push(knowledge))
    change(folder)
    expect(await library.refresh()).toBe(true)
    expect(ids(library)).toEqual(after)
    expect(heard).toEqual([library.knowledge])
    expect([...before.passages.keys()]).toEqual(['first', 'second'])
  })

  it('reads a file that was only touched once more, and gives the same', async () => {
    const folder = folderOf(base)
    const library = await open(folder)
    const before = ids(library)
    utimesSync(join(folder.path, 'a.md'), 1, 1)
    expect(await library.refresh()).toBe(true)
    expect(ids(library)).toEqual(before)
  })

  it('sees a contact that was filled in', async () => {
    const folder = folderOf(base)
    const library = await open(folder)
    folder.write('owners.yml', ownersFile.replace('null', 'ospo@example.org'))
    await library.refresh()
    expect(library.knowledge.owners.get('ospo')?.contact).toBe('ospo@example.org')
  })

  it('that finds the folder gone says so, and keeps what is known', async () => {
    const folder = folderOf(base)
    const library = await open(folder)
    rmSync(folder.path, {recursive: true})
    await expect(library.refresh()).rejects.toMatchObject({code: 'knowledge-missing'})
    expect(ids(library)).toEqual(['first', 'second'])
  })

  it('that finds a folder emptied, as while it is copied anew, keeps what is known', async () => {
    const folder = folderOf(base)
    const library = await open(folder)
    for (const name of Object.keys(base)) unlinkSync(join(folder.path, name))
    await library.refresh().catch(() => false)
    expect(ids(library)).toEqual(['first', 'second'])
  })
})
