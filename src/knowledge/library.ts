// The Library: loads the knowledge folders, checks them, hands out what it knows, and follows changes on disk.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdir, readFile, stat} from 'node:fs/promises'
import {join, relative} from 'node:path'
import {CounselorError} from '../errors.ts'
import {checkPassages} from './check.ts'
import type {Document} from './document.ts'
import {parseDocument} from './document.ts'
import type {Fault} from './fault.ts'
import {maxFileBytes} from './markdown.ts'
import type {RawFile} from './markdown-file.ts'
import type {Owners} from './owners.ts'
import {readOwners} from './owners.ts'
import type {Passage} from './passage.ts'
import type {WordGroup} from './thesaurus.ts'
import {readThesaurus} from './thesaurus.ts'

/** A Markdown file that holds no passages: one that another room reads. */
export interface RoomFile extends RawFile {
  /** The folder in which it stands, which says whose it is. */
  readonly room: Room
  /** 0 for the project's own folder, then overlays in their order: the highest wins. */
  readonly layer: number
}

/** The folders that other rooms read, wherever they stand in a knowledge folder. */
const rooms = ['surveys', 'tips'] as const

/** A name of such a folder. */
export type Room = (typeof rooms)[number]

/** All that is known at one moment; never changes, a reload makes a new one. */
export interface Knowledge {
  /** Every passage by id, coverage topics included, in the order of their chapters and documents. */
  readonly passages: ReadonlyMap<string, Passage>
  readonly owners: Owners
  readonly thesaurus: readonly WordGroup[]
  /** The files of other rooms, in the order of their layers and paths. */
  readonly files: readonly RoomFile[]
  readonly faults: readonly Fault[]
}

/** Rules of another room about its files; what they find stands among the faults of the knowledge. */
export type Check = (knowledge: Omit<Knowledge, 'faults'>) => readonly Fault[]

/** Where knowledge comes from: the project's own folder first, then overlays, of which the last wins. */
export interface Folders {
  readonly own: string
  readonly overlays: readonly string[]
}

/** A file on disk, as far as needed to see that it changed. */
interface Entry {
  readonly path: string
  /** 0 for the project's own folder, then overlays in their order. */
  readonly layer: number
  readonly room: Room | undefined
  readonly size: number
  readonly stamp: string
}

/** Loads knowledge folders and follows their changes; what it hands out is replaced as a whole. */
export class Library {
  readonly #folders: Folders
  readonly #checks: readonly Check[]
  readonly #documents = new Map<string, {readonly stamp: string; readonly document: Document}>()
  readonly #listeners = new Set<(knowledge: Knowledge) => void>()
  #entries: readonly Entry[] = []
  #knowledge: Knowledge = {passages: new Map(), owners: new Map(), thesaurus: [], files: [], faults: []}

  private constructor(folders: Folders, checks: readonly Check[]) {
    this.#folders = folders
    this.#checks = checks
  }

  /**
   * Opens the folders and loads them. Faulty files are left out and named in `knowledge.faults`.
   * @param folders where the files are
   * @param checks rules of other rooms about their files
   * @throws CounselorError `knowledge-missing` where a folder does not exist or nothing at all could be read
   */
  static async open(folders: Folders, checks: readonly Check[] = []): Promise<Library> {
    const library = new Library(folders, checks)
    await library.refresh()
    return library
  }

  /** What is known now. */
  get knowledge(): Knowledge {
    return this.#knowledge
  }

  /** Calls back with the new knowledge after each change on disk. */
  onChange(listener: (knowledge: Knowledge) => void): void {
    this.#listeners.add(listener)
  }

  /**
   * Looks at the disk and loads what changed since the last look; without a change nothing happens.
   * @returns true where there is new knowledge
   * @throws CounselorError `knowledge-missing` as in {@link Library.open}; what was known before stays
   */
  async refresh(): Promise<boolean> {
    const entries = await this.#scan()
    const same =
      entries.length === this.#entries.length && entries.every((entry, i) => sameEntry(entry, this.#entries[i]))
    if (same && this.#entries.length > 0) return false
    const knowledge = await this.#load(entries)
    if (knowledge.passages.size === 0) {
      throw new CounselorError('knowledge-missing', `no passage could be read from ${this.#folders.own}`)
    }
    this.#entries = entries
    this.#knowledge = knowledge
    for (const listener of this.#listeners) listener(knowledge)
    return true
  }

  async #scan(): Promise<Entry[]> {
    const layers = await Promise.all([this.#folders.own, ...this.#folders.overlays].map(scanFolder))
    return layers.flat()
  }

  async #load(entries: readonly Entry[]): Promise<Knowledge> {
    const faults: Fault[] = []
    const passages = new Map<string, Passage>()
    const layers = new Map<string, number>()
    const documents = entries.filter(each => each.path.endsWith('.md'))
    for (const entry of documents.filter(each => each.room === undefined)) {
      const document = await this.#document(entry)
      faults.push(...document.faults)
      for (const passage of document.passages) {
        const other = passages.get(passage.id)
        if (other && layers.get(passage.id) === entry.layer) {
          faults.push(sameId(passage, other))
          continue
        }
        passages.set(passage.id, passage)
        layers.set(passage.id, entry.layer)
      }
    }
    let owners: Owners = new Map()
    const thesaurus: WordGroup[] = []
    for (const entry of entries.filter(each => each.path.endsWith('.yml'))) {
      const name = showPath(entry.path)
      const source = await readText(entry)
      if (name.endsWith('owners.yml')) {
        const read = readOwners(name, source, owners)
        owners = read.owners
        faults.push(...read.faults)
      } else if (name.endsWith('thesaurus.yml')) {
        const read = readThesaurus(name, source)
        thesaurus.push(...read.groups)
        faults.push(...read.faults)
      }
    }
    const sorted = [...passages.values()].sort((a, b) => a.chapter.order - b.chapter.order)
    faults.push(...checkPassages(sorted, owners))
    const files = await Promise.all(documents.flatMap(entry => roomFile(entry) ?? []))
    const known = {passages: new Map(sorted.map(passage => [passage.id, passage])), owners, thesaurus, files}
    return {...known, faults: [...faults, ...this.#checks.flatMap(check => check(known))]}
  }

  async #document(entry: Entry): Promise<Document> {
    const known = this.#documents.get(entry.path)
    if (known?.stamp === entry.stamp) return known.document
    const document = parseDocument(await rawFile(entry))
    this.#documents.set(entry.path, {stamp: entry.stamp, document})
    return document
  }
}

function sameEntry(a: Entry, b: Entry | undefined): boolean {
  return b !== undefined && a.path === b.path && a.stamp === b.stamp
}

/** Ids are unique within a layer; an overlay replaces the passages of those below it. */
function sameId(passage: Passage, other: Passage): Fault {
  const problem = `the id "${passage.id}" stands at ${other.path}:${other.line} already`
  return {path: passage.path, line: passage.line, problem, fix: 'Give one of them another id.', grave: true}
}

async function scanFolder(folder: string, layer: number): Promise<Entry[]> {
  let names: string[]
  try {
    // With types, links to folders are not followed: one that leads upwards would repeat everything.
    const files = await readdir(folder, {recursive: true, withFileTypes: true})
    names = files.map(file => relative(folder, join(file.parentPath, file.name)))
  } catch (error) {
    throw new CounselorError('knowledge-missing', `the knowledge folder ${folder} cannot be read`, error)
  }
  const wanted = names.filter(
    name => /\.md$|(^|[\\/])(owners|thesaurus)\.yml$/.test(name) && !/(^|[\\/])(README\.md$|\.)/i.test(name),
  )
  const entries = await Promise.all(
    wanted.sort().map(async name => {
      const path = join(folder, name)
      // A file may vanish between the listing and the look; the next look settles it.
      const info = await stat(path).catch(() => undefined)
      return info?.isFile()
        ? {path, layer, room: roomOf(name), size: info.size, stamp: `${info.mtimeMs}:${info.size}:${info.ino}`}
        : undefined
    }),
  )
  return entries.filter(entry => entry !== undefined)
}

async function rawFile(entry: Entry): Promise<RawFile> {
  return {path: showPath(entry.path), content: await readText(entry), overlay: entry.layer > 0}
}

/** Undefined for a file with passages. */
function roomFile(entry: Entry): Promise<RoomFile> | undefined {
  const {room, layer} = entry
  return room && rawFile(entry).then(raw => ({...raw, room, layer}))
}

function roomOf(name: string): Room | undefined {
  const folders = name.split(/[\\/]/).slice(0, -1)
  return rooms.find(room => folders.includes(room))
}

/** A file over the limit is never read: two bytes more than allowed are enough for its fault. */
async function readText(entry: Entry): Promise<string> {
  if (entry.size > maxFileBytes) return 'x'.repeat(maxFileBytes + 1)
  return readFile(entry.path, 'utf8').catch(() => '')
}

function showPath(path: string): string {
  const short = relative(process.cwd(), path)
  return short.startsWith('..') ? path : short
}
