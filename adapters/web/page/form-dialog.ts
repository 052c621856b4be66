// A form in a modal dialog: it keeps the focus, tells what is wrong, and never loses what was typed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form, Input} from '../../../src/chat/form.ts'
import {ChoiceView, MenuView} from './choice-view.ts'
import {element} from './element.ts'
import type {FieldSetting, FormField} from './field-frame.ts'
import {formWords} from './field-frame.ts'
import {FieldView} from './field-view.ts'
import {MomentView} from './moment-view.ts'
import {listView, paragraphView} from './prose-view.ts'
import {maxText, newId} from './say.ts'

/** What stands in the fields, by their ids. */
export type Values = Readonly<Record<string, string>>

/** A form that was filled in; tried again unchanged, it keeps its id. */
export interface Filled {
  readonly id: string
  readonly form: Form
  readonly values: Values
}

/** What the dialog needs of the page. */
export interface FormHands {
  /** Sends a form; a sentence for the visitor where that failed. */
  readonly onSubmit: (filled: Filled) => Promise<string | undefined>
  /** Takes the focus where what had it before is gone. */
  readonly onHomeless: () => void
}

/** The form on the screen. */
interface Shown {
  readonly form: Form
  readonly fields: readonly FormField[]
  readonly trouble: HTMLElement
  readonly buttons: readonly HTMLButtonElement[]
}

/** The dialog of the page; it shows one form at a time. */
export class FormDialog {
  readonly #dialog: HTMLDialogElement
  readonly #hands: FormHands
  /** What was typed into forms that were closed, by form: whoever opens the same one again goes on from there. */
  readonly #drafts = new Map<string, Values>()
  #shown: Shown | undefined
  #busy = false
  #failed: Filled | undefined

  /**
   * @param dialog an empty dialog
   * @param hands what happens with a form that was filled in
   */
  constructor(dialog: HTMLDialogElement, hands: FormHands) {
    this.#dialog = dialog
    this.#hands = hands
    dialog.addEventListener('keydown', event => this.#key(event))
    dialog.addEventListener('close', () => this.#closed())
  }

  /** Opens a form; nothing happens while another one is open, whose words must not be lost. */
  open(form: Form): void {
    if (this.#shown !== undefined) return
    const {content, shown} = this.#build(form)
    this.#shown = shown
    this.#dialog.lang = form.language
    this.#dialog.replaceChildren(content)
    this.#dialog.showModal()
    this.#dialog.scrollTop = 0
  }

  /** Forgets what was typed into forms that are closed. */
  forget(): void {
    this.#drafts.clear()
    this.#failed = undefined
  }

  #build(form: Form): {readonly content: HTMLElement; readonly shown: Shown} {
    const fields = this.#fields(form)
    const trouble = element('div', {class: 'trouble', role: 'alert'})
    const send = element('button', {type: 'submit', class: 'button primary'}, form.submit)
    const buttons = [this.#cancelButton(form), send]
    const prose = element('div', {class: 'form-prose', id: 'filling-prose'}, ...form.prose.map(proseView))
    const content = element('form', {novalidate: ''}, titleOf(form), prose, ...fields.map(field => field.view))
    content.append(trouble, element('div', {class: 'sure-buttons'}, ...buttons))
    content.addEventListener('submit', event => {
      event.preventDefault()
      void this.#submit()
    })
    autofocus(content)
    return {content, shown: {form, fields, trouble, buttons}}
  }

  #fields(form: Form): FormField[] {
    const draft = this.#drafts.get(JSON.stringify(form))
    const words = formWords[form.language]
    return form.inputs.map((input, i) => {
      const value = draft?.[input.id] ?? input.initial ?? ''
      return fieldView(input, {name: `field-${i}`, value, words})
    })
  }

  #cancelButton(form: Form): HTMLButtonElement {
    const button = element('button', {type: 'button', class: 'button'}, form.cancel)
    button.addEventListener('click', () => {
      if (!this.#busy) this.#dialog.close()
    })
    return button
  }

  async #submit(): Promise<void> {
    const shown = this.#shown
    if (shown === undefined || this.#busy || !this.#check(shown)) return
    const filled = this.#filled(shown)
    this.#setBusy(shown, true)
    const sentence = await this.#hands.onSubmit(filled)
    this.#setBusy(shown, false)
    this.#failed = sentence === undefined ? undefined : filled
    if (sentence === undefined) this.#sent(shown.form)
    else this.#tell(shown, sentence)
  }

  // All faults are told at once, and the focus goes to the first of them.
  #check({form, fields, trouble}: Shown): boolean {
    const wrong = fields.filter(field => !field.check())
    const over = fields.reduce((sum, field) => sum + field.value.length, -maxText)
    trouble.replaceChildren()
    wrong[0]?.focus()
    if (wrong.length === 0 && over > 0) trouble.append(element('p', {}, formWords[form.language].tooMuch(over)))
    return wrong.length === 0 && over <= 0
  }

  #filled({form, fields}: Shown): Filled {
    const values = valuesOf(fields)
    const failed = this.#failed
    const same = failed !== undefined && written(failed) === written({form, values})
    return {id: same ? failed.id : newId(), form, values}
  }

  // The sentence and the button to try again stand at the end.
  #tell({trouble}: Shown, sentence: string): void {
    trouble.replaceChildren(element('p', {lang: 'en'}, sentence))
    this.#dialog.scrollTop = this.#dialog.scrollHeight
  }

  #sent(form: Form): void {
    this.#shown = undefined
    this.#drafts.delete(JSON.stringify(form))
    this.#dialog.close()
  }

  // However it was closed: the button, Escape, or the browser of its own accord.
  #closed(): void {
    if (this.#shown !== undefined) this.#drafts.set(JSON.stringify(this.#shown.form), valuesOf(this.#shown.fields))
    this.#shown = undefined
    this.#dialog.replaceChildren()
    if (document.activeElement === null || document.activeElement === document.body) this.#hands.onHomeless()
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#busy) event.preventDefault()
    if (event.key !== 'Tab') return
    const stops = [...this.#dialog.querySelectorAll<HTMLElement>('a[href], input, select, textarea, button')]
    const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
    if (document.activeElement !== from) return
    event.preventDefault()
    to?.focus()
  }

  // `disabled` would drop the focus of somebody who works by keyboard.
  #setBusy({fields, buttons}: Shown, busy: boolean): void {
    this.#busy = busy
    for (const field of fields) field.lock(busy)
    for (const button of buttons) {
      if (busy) button.setAttribute('aria-disabled', 'true')
      else button.removeAttribute('aria-disabled')
    }
  }
}

function fieldView(input: Input, setting: FieldSetting): FormField {
  switch (input.kind) {
    case 'text':
      return new FieldView(input, setting)
    case 'choice':
      return input.look === 'menu' ? new MenuView(input, setting) : new ChoiceView(input, setting)
    case 'choices':
      return new ChoiceView(input, setting)
    case 'date':
    case 'time':
      return new MomentView(input, setting)
    case 'people':
      // The page knows nobody but its visitor, so people are written down, one in a line.
      return new FieldView({...input, kind: 'text', multiline: true, most: 3_000}, setting)
    default:
      return input satisfies never
  }
}

function titleOf(form: Form): HTMLElement {
  return element('h2', {id: 'filling-title', tabindex: '-1', dir: 'auto'}, form.title)
}

function proseView(block: Form['prose'][number]): HTMLElement {
  return block.kind === 'paragraph' ? paragraphView(block) : listView(block)
}

function valuesOf(fields: readonly FormField[]): Values {
  return Object.fromEntries(fields.map(field => [field.input.id, field.value]))
}

function written({form, values}: Omit<Filled, 'id'>): string {
  return JSON.stringify([form, values])
}

// On a touch screen a focused field would bring up the keyboard before anybody has read what is asked.
function autofocus(content: HTMLElement): void {
  const canHover = window.matchMedia('(hover: hover)').matches
  const first = canHover
    ? content.querySelector('input, select, textarea, [type="submit"]')
    : content.querySelector('h2')
  first?.setAttribute('autofocus', '')
}
