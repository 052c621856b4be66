// Who people are: the ids that Teams gives a bot, and those of their accounts, which its pickers of people give.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import {textOf} from './payload.ts'
import type {References} from './references.ts'
import type {TeamsCalls} from './teams-calls.ts'
import {TeamsFault} from './teams-calls.ts'

/** What people are told apart with. */
export interface IdentitiesParts {
  readonly calls: TeamsCalls
  readonly references: References
}

/** Turns ids of accounts into those by which we know people, and back. */
export class Identities {
  readonly #parts: IdentitiesParts

  /** @param parts the connector, and what is known of people */
  constructor(parts: IdentitiesParts) {
    this.#parts = parts
  }

  /**
   * Ids of people by those of their accounts, in lines. Somebody whom Teams does not know in that conversation keeps
   * the id of the account, by which a private conversation can be opened all the same.
   */
  async fromAccounts(at: Conversation, lines: string): Promise<string> {
    const ids = lines.split('\n').filter(line => line !== '')
    return (await Promise.all(ids.map(id => this.#fromAccount(at, id)))).join('\n')
  }

  /** The form with the accounts of the people who stand in it, as a picker of people wants them. */
  async withAccounts(form: Form, tenant: string): Promise<Form> {
    if (!form.inputs.some(({kind}) => kind === 'people')) return form
    const inputs = form.inputs.map(async input =>
      input.kind === 'people' && input.initial !== undefined
        ? {...input, initial: await this.#toAccounts(tenant, input.initial)}
        : input,
    )
    return {...form, inputs: await Promise.all(inputs)}
  }

  async #fromAccount(at: Conversation, account: string): Promise<string> {
    const {calls, references} = this.#parts
    // Ids of a bot's own begin with a number: 29 for people.
    if (/^\d\d:/.test(account)) return account
    const known = await references.byAccount(at.tenant, account)
    if (known !== undefined) return known
    try {
      const id = textOf(await calls.member(at, account), 'id')
      if (id === undefined) return account
      await references.meet({platform: 'teams', tenant: at.tenant, id}, {account})
      return id
    } catch (error) {
      if (error instanceof TeamsFault) return account
      throw error
    }
  }

  async #toAccounts(tenant: string, lines: string): Promise<string> {
    const accounts = lines.split('\n').map(async id => {
      const known = await this.#parts.references.acquaintance({platform: 'teams', tenant, id})
      return known?.account ?? id
    })
    return (await Promise.all(accounts)).join('\n')
  }
}
