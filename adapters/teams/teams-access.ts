// Who we are in Teams, and how that is proved.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

interface Registered {
  readonly appId: string
  readonly tenantId: string
  /** Another address of the Bot Framework, for test peers only. */
  readonly apiUrl?: string | undefined
}

/** A bot of one organisation, with a client secret. */
export interface SingleTenantAccess extends Registered {
  readonly type: 'SingleTenant'
  readonly password: string
}

/** A bot whose identity the machine in Azure has. */
export interface ManagedIdentityAccess extends Registered {
  readonly type: 'UserAssignedMSI'
}

/** Nobody is asked who they are: for the Playground on this machine only. */
export interface AnonymousAccess {
  readonly type: 'anonymous'
}

/** Who we are in Teams. */
export type TeamsAccess = SingleTenantAccess | ManagedIdentityAccess | AnonymousAccess
