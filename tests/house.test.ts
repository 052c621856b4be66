// The rules of the house that a machine keeps: who may import whom, what each file looks like, which errors there are.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {basename, join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {fixes} from '../src/errors.ts'
import type {SourceFile} from './doubles/source-files.ts'
import {circleIn, codeOf, projectFolder, roomOf, sourceFiles} from './doubles/source-files.ts'

const core = sourceFiles('src')
const adapters = sourceFiles('adapters')
const product = [...core, ...adapters]
const everything = [...product, ...sourceFiles('tests')]

/** The composition root: the one file that knows the core and the adapters. */
const root = 'src/main.ts'

/** Who may do what, what is noted of it, and what is kept of people for how long. */
const aboutPeople = ['roles', 'audit', 'keep', 'keeper', 'retention']

/**
 * The rooms, or single files, that each room may import besides itself. `config` and `counselor` stand for the files
 * at the top of src; packages are not rooms.
 */
const arrows: Readonly<Record<string, readonly string[]>> = {
  chat: [],
  store: [],
  errors: [],
  log: [],
  metrics: [],
  'project-root': [],
  knowledge: ['src/chat/prose.ts', 'errors'],
  claims: ['chat', 'log', 'schedule', 'store'],
  readiness: ['chat', 'log', 'schedule', 'store'],
  watched: ['chat', 'knowledge', 'metrics', 'schedule'],
  tracer: [],
  traced: ['tracer', 'chat', 'store'],
  keep: [],
  keeper: ['chat', 'store'],
  roles: ['chat', 'errors'],
  audit: ['chat', 'keep', 'store'],
  retention: ['audit', 'keep', 'schedule', 'log'],
  reception: ['chat', 'claims', 'log', 'metrics', 'tracer'],
  answers: ['knowledge', 'chat', 'store', 'log', 'errors', 'metrics', ...aboutPeople],
  surveys: ['knowledge', 'schedule', 'chat', 'store', 'log', 'errors', ...aboutPeople],
  tips: ['knowledge', 'schedule', 'chat', 'store', 'log', 'errors', ...aboutPeople],
  environment: ['errors'],
  'config-reference': ['keep'],
  'office-config': ['environment', 'keep', 'roles'],
  'unknown-variables': ['config-reference'],
  'metrics-config': ['environment'],
  'traces-config': ['environment'],
  'config-faults': ['config', 'config-reference', 'environment', 'errors'],
  commands: [
    'audit',
    'tips',
    'schedule',
    'store',
    'answers',
    'knowledge',
    'chat',
    'config-reference',
    'unknown-variables',
  ],
  schedule: ['chat', 'store', 'errors', 'log', 'metrics'],
  'teams-config': ['environment', 'errors'],
  config: [
    'environment',
    'teams-config',
    'metrics-config',
    'traces-config',
    'office-config',
    'keep',
    'roles',
    'errors',
    'log',
  ],
  counselor: [
    ...['answers', 'surveys', 'tips', 'knowledge', 'schedule', 'chat', 'store', 'log', 'errors', 'metrics'],
    ...['claims', 'reception', 'tracer', 'traced', ...aboutPeople],
  ],
  'adapters/web': ['chat', 'errors', 'log', 'schedule', 'project-root'],
  'adapters/console': ['chat', 'errors', 'log'],
  // It keeps installations, and sends through the outbox, which paces and retries for every platform.
  'adapters/slack': ['audit', 'chat', 'errors', 'log', 'store', 'schedule'],
  // It keeps where conversations are, and makes the app package from a file of the project.
  'adapters/teams': ['audit', 'chat', 'errors', 'keeper', 'log', 'store', 'schedule', 'project-root'],
  // It opens what is configured, as the composition root would.
  'adapters/platforms': [
    ...['answers', 'audit', 'config', 'keeper', 'log', 'schedule', 'store'],
    ...['adapters/slack', 'adapters/teams', 'adapters/web'],
  ],
  'adapters/log': ['log'],
  // It looks at everything that the process will use, before it starts.
  'adapters/doctor': [
    ...['config', 'config-faults', 'environment', 'unknown-variables', 'knowledge', 'store', 'errors', 'log'],
    'adapters/store',
    'adapters/slack/permissions.ts',
  ],
  'adapters/metrics': ['metrics', 'errors', 'log'],
  'adapters/trace': ['tracer', 'traces-config'],
  'adapters/store': ['store', 'errors', 'log', 'metrics'],
}

/** The paths of the files for which something holds. */
function where(files: readonly SourceFile[], holds: (file: SourceFile) => boolean): string[] {
  return files.filter(holds).map(file => file.path)
}

const isOwn = (path: string) => path.startsWith('src/') || path.startsWith('adapters/')

describe('the arrows', () => {
  it('no file of the core imports an adapter, but for the composition root', () => {
    const importers = where(core, file => file.imports.some(path => path.startsWith('adapters/')))
    expect(importers.filter(path => path !== root)).toEqual([])
  })

  it('nobody imports the composition root', () => {
    expect(where(everything, file => file.imports.includes(root))).toEqual([])
  })

  it('no product file imports a test', () => {
    expect(where(product, file => file.imports.some(path => path.startsWith('tests/')))).toEqual([])
  })

  it('every room imports only the rooms that the architecture allows', () => {
    const strays = product
      .filter(file => file.path !== root)
      .flatMap(({path, imports}) => {
        const room = roomOf(path)
        const allowed = [room, ...(arrows[room] ?? [])]
        return imports
          .filter(isOwn)
          .filter(target => !allowed.includes(roomOf(target)) && !allowed.includes(target))
          .map(target => `${path} imports ${target}`)
      })
    expect(strays).toEqual([])
  })

  it('every room has its arrows', () => {
    const rooms = new Set(product.filter(file => file.path !== root).map(file => roomOf(file.path)))
    expect([...rooms].filter(room => !(room in arrows))).toEqual([])
  })

  it('no imports go in a circle, those of types included', () => {
    expect(circleIn(product)).toBeUndefined()
  })

  it('a circle would be found', () => {
    const file = (path: string, ...imports: string[]) => ({path, imports, text: ''})
    expect(circleIn([file('a', 'b'), file('b', 'c', 'd'), file('c'), file('d', 'b')])).toEqual(['b', 'd', 'b'])
  })

  it('keyv is imported in one file', () => {
    expect(where(product, file => file.imports.includes('keyv'))).toHaveLength(1)
  })

  it.each([
    '@slack/bolt',
    'botbuilder',
    'libsql',
    'undici',
    '@opentelemetry/sdk-trace',
    '@opentelemetry/exporter-trace-otlp-http',
    'pino',
    'prom-client',
    'pg',
    '@redis/client',
    'marked',
    'fuse.js',
    'stemmer',
    'yaml',
  ])('%s is imported in one file at most, but for its types', name => {
    const runs = new RegExp(`^import (?!type\\b)[^']*'${name.replace('.', '\\.')}'`, 'm')
    expect(where(product, file => runs.test(file.text)).length).toBeLessThanOrEqual(1)
  })
})

describe('the words', () => {
  // The files that have to know which platforms there are, and what their variables are called.
  const mayName = [
    ...['src/config.ts', 'src/teams-config.ts', 'src/config-reference.ts', 'src/unknown-variables.ts'],
    root,
  ]

  it('no file of the core names a platform or the way in which one renders', () => {
    const named = where(core, file => /slack|teams|block kit|adaptive|mrkdwn/i.test(file.text))
    expect(named.filter(path => !mayName.includes(path))).toEqual([])
  })
})

describe('the files', () => {
  it('each opens with one sentence that says what it is, and then its licence', () => {
    const licence = [
      '// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors',
      '// SPDX-License-Identifier: Apache-2.0',
    ]
    const bad = where(everything, ({text}) => {
      const [first = '', ...rest] = text.split('\n')
      const isSentence = /^\/\/ \S.*[^.]\.$/.test(first) && !/[.!?] \p{Lu}/u.test(first)
      return !isSentence || rest.slice(0, 2).join() !== licence.join() || rest[2] !== ''
    })
    expect(bad).toEqual([])
  })

  it('each has 300 lines at most', () => {
    expect(where(everything, file => file.text.trimEnd().split('\n').length > 300)).toEqual([])
  })

  it('each has a name in kebab-case', () => {
    const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.test)?\.ts$/
    expect(where(everything, file => !kebab.test(basename(file.path)))).toEqual([])
  })

  it('none is a drawer for types, utilities or everything', () => {
    const drawer = /^(?:types?|utils?|helpers?|common|misc|index|constants)\.ts$/
    expect(where(everything, file => drawer.test(basename(file.path)))).toEqual([])
  })

  it('none hands on what another file exports', () => {
    expect(where(product, file => /^export\s+(?:type\s+)?(?:\*|\{[^}]*\}\s+from)/m.test(file.text))).toEqual([])
  })

  it('none has a default export, an enum, a namespace or the type any', () => {
    const banned = /^export default\b|^(?:export )?(?:const )?enum\b|^(?:export )?namespace\b|(?:[:<|&]|\bas)\s*any\b/m
    expect(where(everything, file => banned.test(codeOf(file)))).toEqual([])
  })

  it('none switches off the compiler or the linter', () => {
    expect(where(product, file => /@ts-(?:ignore|nocheck|expect-error)|biome-ignore/.test(file.text))).toEqual([])
  })

  it('every export has a doc comment', () => {
    const bare = product.flatMap(({path, text}) => {
      const lines = text.split('\n')
      const exported = /^export (?:async |abstract )*(?:const|let|function\*?|class|interface|type) (\w+)/
      return lines.flatMap((line, i) => {
        const name = exported.exec(line)?.[1]
        return name !== undefined && !lines[i - 1]?.trimEnd().endsWith('*/') ? [`${path}: ${name}`] : []
      })
    })
    expect(bare).toEqual([])
  })
})

describe('the errors', () => {
  const codes = Object.keys(fixes).sort()

  it('every code is documented, and every documented code exists', () => {
    const page = readFileSync(join(projectFolder, 'docs/errors.md'), 'utf8')
    const documented = [...page.matchAll(/^## `([^`]+)`\s*$/gm)].map(match => match[1])
    expect(documented.sort()).toEqual(codes)
  })

  it('every code says in a sentence how to mend it', () => {
    expect(Object.values(fixes).filter(fix => !/^\p{Lu}.{20,}\.$/u.test(fix))).toEqual([])
  })
})
