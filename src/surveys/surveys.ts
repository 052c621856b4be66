// Surveys: all that the knowledge folders hold, always from their newest state.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Fault} from '../knowledge/fault.ts'
import type {Knowledge, Library} from '../knowledge/library.ts'
import type {Survey, SurveyKind} from './definition.ts'
import {checkSurvey} from './survey-check.ts'
import {readSurvey} from './survey-document.ts'

/** What is looked at for surveys. */
type Known = Omit<Knowledge, 'faults'>

/** All surveys of one state of the knowledge, and what is wrong with their documents. */
export interface SurveyList {
  /** By name, in their order. */
  readonly surveys: ReadonlyMap<string, Survey>
  readonly faults: readonly Fault[]
}

/**
 * Reads every survey. One of an organisation's own replaces one of ours of the same name.
 * @param known the files, and the passages to which they lead
 */
export function readSurveys(known: Known): SurveyList {
  const faults: Fault[] = []
  const found = new Map<string, {readonly survey: Survey; readonly layer: number}>()
  for (const file of known.files.filter(each => each.room === 'surveys')) {
    const document = readSurvey(file)
    const wrong = document.survey ? checkSurvey(document.survey, known.passages) : []
    faults.push(...[...document.faults, ...wrong].sort((a, b) => a.line - b.line))
    const {survey} = document
    if (!survey || wrong.some(fault => fault.grave)) continue
    const other = found.get(survey.name)
    if (other?.layer === file.layer) faults.push(sameName(survey, other.survey))
    else found.set(survey.name, {survey, layer: file.layer})
  }
  const surveys = [...found.values()].map(({survey}) => survey).sort((a, b) => a.order - b.order)
  return {surveys: new Map(surveys.map(survey => [survey.name, survey])), faults}
}

/** The faults of the documents, for the check of the whole knowledge base. */
export function surveyFaults(known: Known): readonly Fault[] {
  return readSurveys(known).faults
}

function sameName({name, path, line}: Survey, other: Survey): Fault {
  const problem = `the survey "${name}" stands in ${other.path} already`
  return {path, line, problem, fix: 'Give one of them another name.', grave: true}
}

/** The surveys of a library, replaced as a whole when it changes. */
export class Surveys {
  #knowledge: Knowledge
  #list: SurveyList

  /** @param library where the documents are */
  constructor(library: Library) {
    this.#knowledge = library.knowledge
    this.#list = readSurveys(library.knowledge)
    library.onChange(knowledge => {
      this.#list = readSurveys(knowledge)
      this.#knowledge = knowledge
    })
  }

  /** What else is known now: passages, and whom to ask. */
  get knowledge(): Knowledge {
    return this.#knowledge
  }

  /** The survey of a name; undefined where there is none of that kind. */
  find(name: string, kind: SurveyKind): Survey | undefined {
    const survey = this.#list.surveys.get(name)
    return survey?.kind === kind ? survey : undefined
  }

  /** All surveys of a kind, in their order. */
  all(kind: SurveyKind): readonly Survey[] {
    return [...this.#list.surveys.values()].filter(survey => survey.kind === kind)
  }
}
