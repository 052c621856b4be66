// The Teams app package: valid by Teams' own schemas, asking for what is used and nothing besides, the same each time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFileSync} from 'node:child_process'
import {existsSync, readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import {dirname, join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {Ajv} from 'ajv'
import {default as formats} from 'ajv-formats'
import * as fc from 'fast-check'
import {strFromU8, unzipSync} from 'fflate'
import type {AppDetails} from '../../../adapters/teams/app-manifest.ts'
import {appManifest, chineseTexts} from '../../../adapters/teams/app-manifest.ts'
import {appPackage} from '../../../adapters/teams/app-package.ts'
import {packageCommand} from '../../../adapters/teams/package-command.ts'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../../adapters/teams/payload.ts'
import {phrases} from '../../../src/answers/phrases.ts'
import {cardText} from '../../../src/chat/card-text.ts'
import {projectFolder, sourceFiles} from '../../doubles/source-files.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'
import {openWorld} from '../../doubles/world.ts'

const page = 'https://ospo.example.org/'
const details: AppDetails = {
  appId: '11111111-2222-3333-4444-555555555555',
  developer: 'OSPO Counselor',
  website: page,
  privacy: page,
  terms: page,
}
const manifest = appManifest(details)
const [bot = {}] = partsIn(manifest, 'bots')
const [personal = {}, shared = {}] = partsIn(bot, 'commandLists')

/**
 * What Teams' schema has against each manifest, by the validator of Microsoft's own toolkit, offline. It runs in a
 * process of its own: it loads an ES module with `require`, which jest cannot do on Node 20.
 */
function faultsOf(...manifests: readonly Payload[]): readonly string[][] {
  const validator = `
    const {AppManifestUtils} = require('@microsoft/app-manifest')
    const manifests = JSON.parse(require('fs').readFileSync(0, 'utf8'))
    Promise.all(manifests.map(each => AppManifestUtils.validateAgainstSchema(each)))
      .then(faults => process.stdout.write(JSON.stringify(faults)))
  `
  const options = {input: JSON.stringify(manifests), cwd: projectFolder, encoding: 'utf8'} as const
  return JSON.parse(execFileSync(process.execPath, ['-e', validator], options)) as string[][]
}

function schema(name: string): Payload {
  const build = dirname(createRequire(import.meta.url).resolve('@microsoft/app-manifest'))
  return JSON.parse(readFileSync(join(build, 'json-schemas/teams/v1.29', name), 'utf8')) as Payload
}

/** Ajv takes no schema that names draft 04; of what differs, these schemas use nothing. */
function withoutDialect({$schema: _, ...rest}: Payload): Payload {
  return rest
}

describe('the manifest of the Teams app', () => {
  it('is valid by the schema of its version', () => {
    expect(manifest['manifestVersion']).toBe('1.29')
    expect(faultsOf(manifest)).toEqual([[]])
  })

  it('would be found wrong if it were', () => {
    expect(faultsOf({...manifest, accentColor: 'blue', extra: 1}).flat()).not.toEqual([])
  })

  it('speaks Chinese too, by the schema of translations', () => {
    const ajv = new Ajv({strict: false, unicodeRegExp: false})
    formats.default(ajv)
    const validate = ajv.compile(withoutDialect(schema('MicrosoftTeams.Localization.schema.json')))
    expect(validate(chineseTexts()) || validate.errors).toBe(true)
  })

  it('translates only what is there, and everything that people read of the commands', () => {
    const keys = Object.keys(chineseTexts()).filter(key => !key.startsWith('$'))
    const there = (key: string) =>
      key
        .split(/[.[\]]+/)
        .filter(Boolean)
        .reduce<unknown>((at, part) => (at as Payload | undefined)?.[part], manifest)
    expect(keys.filter(key => typeof there(key) !== 'string')).toEqual([])
    expect(keys.filter(key => key.endsWith('.description'))).toHaveLength(3 + 8 + 2 + 1)
  })

  it('suggests the examples of the welcome', () => {
    const prompts = partsIn(personal, 'commands').map(({title, prompt}) => [title, prompt])
    expect(prompts).toEqual(phrases.en.examples.map(example => [example, example]))
    expect(phrases.zh.examples).toEqual(
      Object.entries(chineseTexts()).flatMap(([key, text]) => (key.endsWith('.prompt') ? [text] : [])),
    )
  })

  it('offers words that the counselor knows', async () => {
    const {platform} = await openWorld()
    const ada = platform.talk()
    for (const {title} of partsIn(shared, 'commands')) {
      const word = String(title)
      // As the adapter hands them on.
      const command = /^(?:readiness|pulse|tips)$/.test(word)
      const card = command ? await ada.command(word) : await ada.say(word)
      expect(cardText(card)).not.toContain(phrases.en.unknown)
    }
  })

  it('asks for no resource of anybody, no device, no page and no sign-in', () => {
    const absent = ['authorization', 'devicePermissions', 'webApplicationInfo', 'staticTabs', 'configurableTabs']
    expect(absent.filter(key => key in manifest)).toEqual([])
    expect(manifest['validDomains']).toEqual([])
    expect(manifest['permissions']).toEqual(['identity', 'messageTeamMembers'])
    expect(bot['scopes']).toEqual(['personal', 'team', 'groupChat'])
    expect([bot['supportsCalling'], bot['supportsVideo']]).toEqual([undefined, undefined])
  })

  it('declares files and targeted messages because the adapter uses them', () => {
    const uses = (words: string) =>
      sourceFiles('adapters/teams').some(({path, text}) => !path.includes('app-manifest') && text.includes(words))
    expect([bot['supportsFiles'], bot['supportsTargetedMessages']]).toEqual([
      uses('file.consent'),
      uses('isTargetedActivity'),
    ])
  })

  it('names only the commands of the message extension that the adapter takes', () => {
    const [extension = {}] = partsIn(manifest, 'composeExtensions')
    expect(partsIn(extension, 'commands').map(({id, type, fetchTask}) => [id, type, fetchTask])).toEqual([
      ['search', 'query', undefined],
      ['ask', 'action', true],
    ])
    expect(partOf(manifest, 'icons')).toEqual({color: 'color.png', outline: 'outline.png'})
  })
})

describe('the Teams app package', () => {
  const files = unzipSync(appPackage({...details, appId: details.appId.toUpperCase()}))

  it('holds the manifest, its translation and two icons, and nothing besides', () => {
    expect(Object.keys(files).sort()).toEqual(['color.png', 'manifest.json', 'outline.png', 'zh.json'])
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toEqual(manifest)
    expect(JSON.parse(strFromU8(files['zh.json'] ?? new Uint8Array()))).toEqual(chineseTexts())
  })

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('has %s as a PNG of %d pixels each way', (name, size) => {
    const png = Buffer.from(files[name] ?? [])
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
  })

  it('is the same for the same details, byte by byte', () => {
    expect(Buffer.from(appPackage(details)).equals(Buffer.from(appPackage(details)))).toBe(true)
  })

  it.each(['', 'abc', '11111111-2222-3333-4444-55555555555', '00000000-0000-0000-0000-000000000000', '{details}'])(
    'is not made for the app id "%s"',
    appId => {
      expect(() => appPackage({...details, appId})).toThrow(/the app id is ".*"; it is a GUID such as/)
    },
  )

  it.each([
    [{website: 'http://ospo.example.org'}, /--website is "http:/],
    [{privacy: 'ospo.example.org'}, /--privacy is/],
    [{terms: 'https://'}, /--terms is/],
    [{developer: ' '}, /--developer is " "/],
    [{developer: 'x'.repeat(33)}, /1 to 32 characters/],
  ])('is not made with %j', (change, message) => {
    expect(() => appPackage({...details, ...change})).toThrow(message)
  })

  it('is valid whatever details are taken', () => {
    const made = {
      appId: fc.uuid(),
      developer: fc.string({minLength: 1, maxLength: 40, unit: 'binary'}),
      website: fc.oneof(fc.webUrl({validSchemes: ['https', 'http']}), fc.string()),
    }
    const packed: Payload[] = []
    fc.assert(
      fc.property(fc.record(made), some => {
        try {
          const zip = unzipSync(appPackage({...details, ...some}))
          packed.push(JSON.parse(strFromU8(zip['manifest.json'] ?? new Uint8Array())) as Payload)
        } catch (error) {
          expect(error).toMatchObject({code: 'config-invalid'})
        }
      }),
      {numRuns: 20},
    )
    expect(packed.length).toBeGreaterThan(2)
    expect(faultsOf(...packed).flat()).toEqual([])
  })
})

describe('the command teams:package', () => {
  const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const printed: string[] = []
    const complaints: string[] = []
    const parts = {
      env,
      write: (text: string) => void printed.push(text),
      complain: (text: string) => void complaints.push(text),
    }
    return {code: packageCommand(args, parts), printed: printed.join(''), complaints: complaints.join('')}
  }

  it('writes the package for the app id of the environment, or for the one that is given', () => {
    const folder = temporaryFolder()
    const out = join(folder.path, 'new/app.zip')
    const other = '99999999-2222-3333-4444-555555555555'
    const idIn = () => JSON.parse(strFromU8(unzipSync(readFileSync(out))['manifest.json'] ?? new Uint8Array())).id
    expect(run(['--out', out], {MicrosoftAppId: ` ${details.appId}\n`})).toMatchObject({code: 0, complaints: ''})
    expect(idIn()).toBe(details.appId)
    const {printed} = run([other, '--website', page, '--out', out], {MicrosoftAppId: details.appId})
    expect(idIn()).toBe(other)
    expect(printed).toBe(`${out} is the Teams app package for ${other}: upload it as docs/teams.md says.\n`)
    folder.remove()
  })

  it('says that its links are placeholders where none were given', () => {
    const folder = temporaryFolder()
    expect(run([details.appId, '--out', join(folder.path, 'app.zip')]).printed).toContain('give --website')
    folder.remove()
  })

  it('writes nothing for a wrong app id, and says what would be right', () => {
    const folder = temporaryFolder()
    const out = join(folder.path, 'app.zip')
    const {code, complaints} = run(['my bot', '--out', out])
    expect([code, existsSync(out)]).toEqual([78, false])
    expect(complaints).toContain('the app id is "my bot"; it is a GUID such as 11111111-2222')
    folder.remove()
  })

  it.each([[[]], [['a', 'b']], [['--what']]])('explains itself for %j', args => {
    const {code, complaints} = run(args)
    expect([code, complaints.includes('Usage: npm run teams:package')]).toEqual([2, true])
  })
})
