// A backup of Postgres by its own tools, as docs/operate.md says it, brings every record back with its life time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFileSync} from 'node:child_process'
import {readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, it} from '@jest/globals'
import {openBackend, openStore} from '../../../adapters/store/open-store.ts'
import {projectFolder} from '../../doubles/source-files.ts'
import {serverProgram, startPostgres} from '../../doubles/store-servers.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

const program = serverProgram('postgres')
const where = program !== undefined || process.env['CI'] === 'true' ? it : it.skip

where('pg_dump and pg_restore bring everything back', async () => {
  const folder = temporaryFolder()
  const server = await startPostgres()
  try {
    const [url, other] = [await server.place(), await server.place()]
    const store = await openStore(url)
    for (let i = 0; i < 100; i += 1) await store.put(`key:${i}:é🦀`, {number: i}, i % 2 ? 600_000 : undefined)
    await store.close()
    const file = join(folder.path, 'counselor.dump')
    const tool = (name: string) => join(dirname(program ?? ''), name)
    execFileSync(tool('pg_dump'), ['--format=custom', `--file=${file}`, url])
    execFileSync(tool('pg_restore'), ['--no-owner', `--dbname=${other}`, file])
    const restored = await openBackend(other)
    const rows = await restored.page('key:', undefined, 1_000)
    expect(rows).toHaveLength(100)
    expect(rows.filter(({leftMs}) => leftMs !== null && leftMs > 500_000 && leftMs <= 600_000)).toHaveLength(50)
    expect(await restored.rows.get('key:7:é🦀')).toContain('"number":7')
    await restored.close()
  } finally {
    await server.stop()
    folder.remove()
  }
})

it('the page names the commands that are tested here', () => {
  const page = readFileSync(join(projectFolder, 'docs/operate.md'), 'utf8')
  expect(page).toContain('pg_dump --format=custom --file=counselor.dump "$STORE_URL"')
  expect(page).toContain('pg_restore --no-owner --dbname="$STORE_URL" counselor.dump')
})
