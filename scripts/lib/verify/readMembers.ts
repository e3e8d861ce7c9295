import type { AccessManager } from "../../../typechain-types/@openzeppelin/contracts/access/manager/AccessManager.js";
import { ROLES } from "../../../deploy/modules/Roles.ts";

export type Members = {
  /** Who the manager was created with: the deployer. */
  deployer: string | undefined;
  /** The accounts that hold a role now. */
  byRole: ReadonlyMap<bigint, ReadonlySet<string>>;
};

/** Replays the manager's log of roles granted and revoked. */
export async function readMembers(manager: AccessManager, fromBlock: number): Promise<Members> {
  const granted = await manager.queryFilter(manager.filters.RoleGranted(), fromBlock);
  const revoked = await manager.queryFilter(manager.filters.RoleRevoked(), fromBlock);
  const grants = granted.map((log) => ({ log, held: true }));
  const revocations = revoked.map((log) => ({ log, held: false }));
  const changes = [...grants, ...revocations].sort(
    (a, b) => a.log.blockNumber - b.log.blockNumber || a.log.index - b.log.index,
  );

  const byRole = new Map<bigint, Set<string>>();
  for (const { log, held } of changes) {
    const { roleId, account } = log.args;
    const members = byRole.get(roleId) ?? new Set<string>();
    byRole.set(roleId, members);
    if (held) members.add(account);
    else members.delete(account);
  }
  const first = granted.find(({ args }) => args.roleId === ROLES.admin);
  return { deployer: first?.args.account, byRole };
}
