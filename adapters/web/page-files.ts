// The files of the page: a fixed table from address to file, so that no address ever becomes a path.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import type {RequestHandler} from 'express'
import {projectRoot} from '../../src/project-root.ts'

/** One file of the page: where it lies below the project's root, and what it is. */
export interface PageFile {
  readonly path: string
  readonly type: string
}

const source = 'adapters/web/page'
const css = 'text/css; charset=utf-8'
const script = 'text/javascript; charset=utf-8'

const sheets = ['base', 'desk', 'card', 'chart', 'ask', 'form', 'media']

/** The page's modules, as the compiler writes them. */
const modules = [
  ...[
    'ask-box',
    'card-view',
    'chart-view',
    'chat',
    'element',
    'field-view',
    'choice-view',
    'moment-view',
    'field-frame',
    'file-view',
    'form-dialog',
    'log-view',
    'notice',
  ],
  ...['prose-view', 'say', 'stream', 'suggestions', 'theme', 'unseen', 'waiting'],
]

/** The files by address. */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ['/', {path: `${source}/index.html`, type: 'text/html; charset=utf-8'}],
  ...sheets.map(name => [`/chat/${name}.css`, {path: `${source}/${name}.css`, type: css}] as const),
  ['/chat/icon.svg', {path: `${source}/icon.svg`, type: 'image/svg+xml'}],
  ...modules.map(name => [`/chat/${name}.js`, {path: `dist/${source}/${name}.js`, type: script}] as const),
])

/**
 * Serves one file of the page. It is read anew each time, as a page is small and an edit shows at once.
 * @param file an entry of {@link pageFiles}
 */
export function servePageFile(file: PageFile): RequestHandler {
  const path = join(projectRoot(), file.path)
  return async (_request, response) => {
    const content = await readFile(path)
    // `no-cache` asks the browser to check by ETag: after an update nobody runs old code against a new server.
    response.set({'Content-Type': file.type, 'Cache-Control': 'no-cache'}).send(content)
  }
}
