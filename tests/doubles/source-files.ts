// The project's own source files, with what they import, for the rules of the house.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join, normalize} from 'node:path'

/** The folder of the project. */
export const projectFolder = new URL('../..', import.meta.url).pathname

/** One TypeScript file. */
export interface SourceFile {
  /** From the project's folder, such as `src/chat/card.ts`. */
  readonly path: string
  readonly text: string
  /** What it imports or exports from, types included: paths like {@link path} for own files, names for packages. */
  readonly imports: readonly string[]
}

/** All TypeScript files below a folder of the project. */
export function sourceFiles(folder: string): SourceFile[] {
  const names = readdirSync(join(projectFolder, folder), {recursive: true, encoding: 'utf8'})
  return names
    .filter(name => name.endsWith('.ts'))
    .sort()
    .map(name => {
      const path = join(folder, name)
      const text = readFileSync(join(projectFolder, path), 'utf8')
      return {path, text, imports: importsOf(path, text)}
    })
}

const from = /^(?:import|export)\b[^'"`;]*?\bfrom\s+'([^']+)'/gm
const bare = /^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm

function importsOf(path: string, text: string): string[] {
  const named = [...text.matchAll(from), ...text.matchAll(bare)].map(match => match[1] ?? match[2] ?? '')
  return named.map(name => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name))
}

/** The text without comments and without what stands in quotes, so that rules look at code only. */
export function codeOf(file: SourceFile): string {
  return file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g, '""')
}

/** The room of a file: its folder below `src/` or `adapters/`, or its own name where it stands at the top of `src/`. */
export function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/')
  return top === 'src' ? room.replace(/\.ts$/, '') : `${top}/${room}`
}

/** A chain of imports that leads back to where it began; undefined where there is none. */
export function circleIn(files: readonly SourceFile[]): string[] | undefined {
  const imports = new Map(files.map(file => [file.path, file.imports]))
  const done = new Set<string>()
  const walk = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of imports.get(path) ?? []) {
      const circle = walk(next, [...trail, path])
      if (circle) return circle
    }
    done.add(path)
    return undefined
  }
  for (const {path} of files) {
    const circle = walk(path, [])
    if (circle) return circle
  }
  return undefined
}
