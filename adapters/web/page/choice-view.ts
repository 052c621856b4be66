// A field of options: one of them as radio buttons or a menu, or any number of them as boxes to tick.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChoiceInput, ChoicesInput, Option} from '../../../src/chat/form.ts'
import {element} from './element.ts'
import type {FieldSetting, FormField, FormWords} from './field-frame.ts'
import {describedBy, hintView, labelView, withNeeded, wrongView} from './field-frame.ts'

/** Options of which all are to be seen. */
export class ChoiceView implements FormField {
  readonly input: ChoiceInput | ChoicesInput
  readonly view: HTMLElement
  readonly #words: FormWords
  readonly #boxes: readonly HTMLInputElement[]
  readonly #wrong: HTMLElement
  #locked = false

  /**
   * @param input what is asked for
   * @param setting where it stands, and what is chosen at first
   */
  constructor(input: ChoiceInput | ChoicesInput, {name, value, words}: FieldSetting) {
    this.input = input
    this.#words = words
    this.#wrong = wrongView(name)
    const chosen = value.split('\n')
    const type = input.kind === 'choice' ? 'radio' : 'checkbox'
    this.#boxes = input.options.map((option, i) => {
      const box = element('input', {type, name, id: `${name}-${i}`, value: option.value})
      box.checked = chosen.includes(option.value)
      return box
    })
    const legend = element('legend', {}, withNeeded(element('span', {dir: 'auto'}, input.label), input, words))
    const rows = input.options.map((option, i) => optionRow(option, this.#boxes[i]))
    const about = {class: 'field choice', 'aria-describedby': describedBy(input, name)}
    const role = type === 'radio' ? {role: 'radiogroup', 'aria-required': String(input.required)} : {}
    const options = element('div', {class: 'options'}, ...rows)
    this.view = element('fieldset', {...about, ...role}, legend, ...hintView(input, name), options, this.#wrong)
    this.view.addEventListener('change', () => {
      if (this.#wrong.textContent !== '') this.check()
    })
    // Neither radio buttons nor boxes know `readonly`, and `disabled` would drop the focus.
    this.view.addEventListener('click', event => {
      if (this.#locked) event.preventDefault()
    })
  }

  get value(): string {
    return this.#boxes
      .filter(box => box.checked)
      .map(box => box.value)
      .join('\n')
  }

  check(): boolean {
    const missing = this.input.required && this.value === ''
    this.#wrong.textContent = missing ? this.#words.unchosen : ''
    for (const box of this.#boxes) {
      if (missing) box.setAttribute('aria-invalid', 'true')
      else box.removeAttribute('aria-invalid')
    }
    return !missing
  }

  focus(): void {
    const box = this.#boxes.find(each => each.checked) ?? this.#boxes[0]
    box?.focus()
  }

  lock(locked: boolean): void {
    this.#locked = locked
  }
}

/** One option of many, behind a menu. */
export class MenuView implements FormField {
  readonly input: ChoiceInput
  readonly view: HTMLElement
  readonly #words: FormWords
  readonly #menu: HTMLSelectElement
  readonly #wrong: HTMLElement

  /**
   * @param input what is asked for
   * @param setting where it stands, and what is chosen at first
   */
  constructor(input: ChoiceInput, {name, value, words}: FieldSetting) {
    this.input = input
    this.#words = words
    this.#wrong = wrongView(name)
    const known = input.options.some(option => option.value === value)
    const none = input.required && known ? [] : [element('option', {value: ''}, words.none)]
    const options = input.options.map(option => element('option', {value: option.value}, option.label))
    const about = {id: name, class: 'typing', 'aria-describedby': describedBy(input, name)}
    const needed = input.required ? {'aria-required': 'true'} : {}
    this.#menu = element('select', {...about, ...needed}, ...none, ...options)
    this.#menu.value = known ? value : ''
    this.view = element('div', {class: 'field'}, labelView(input, name, words), ...hintView(input, name))
    this.view.append(this.#menu, this.#wrong)
    this.#menu.addEventListener('change', () => {
      if (this.#menu.hasAttribute('aria-invalid')) this.check()
    })
  }

  get value(): string {
    return this.#menu.value
  }

  check(): boolean {
    const missing = this.input.required && this.value === ''
    this.#wrong.textContent = missing ? this.#words.unchosen : ''
    if (missing) this.#menu.setAttribute('aria-invalid', 'true')
    else this.#menu.removeAttribute('aria-invalid')
    return !missing
  }

  focus(): void {
    this.#menu.focus()
  }

  lock(locked: boolean): void {
    this.#menu.inert = locked
  }
}

function optionRow(option: Option, box: HTMLInputElement | undefined): HTMLElement {
  const words = element('span', {dir: 'auto'}, option.label)
  return element('label', {class: 'option'}, ...(box === undefined ? [] : [box]), words)
}
