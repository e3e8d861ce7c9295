import { RELEASED, type VaultCard } from "../story.ts";
import { escapeHtml } from "./escapeHtml.ts";
import { formatGas } from "./formatGas.ts";
import { cell, fact, number, table } from "./markup.ts";

/** The encrypted corpus: what everybody may fetch, and who may read it. */
export function vaultSection(vault: VaultCard): string {
  const { custodians, threshold, licensee, stranger, cid, contentRoot, gateway } = vault;
  return `<h2>Everybody may fetch the corpus; who has a licence can read it</h2>
<p>The ${formatGas(BigInt(vault.files))} mails were packed, encrypted segment by segment with AES-256-GCM and cut into content-addressed blocks, which a server gave to whoever asked. The key was split among ${custodians.length} custodians, any ${threshold} of whom can give it back: each a server of its own that knows one share, asks the data vault on chain before it releases it, and logs there to whom.</p>
<div class="facts">${[
    fact(megabytes(vault.plaintextBytes), `of mail, encrypted in ${vault.seconds.toFixed(1)} s`),
    fact(formatGas(BigInt(vault.segments)), "sealed segments, any of which can be checked alone"),
    fact(formatGas(BigInt(vault.blocks)), "blocks under one CID"),
    fact(`${threshold} of ${custodians.length}`, "shares give the key"),
    fact(
      `${(1_000 * vault.requestSeconds).toFixed(0)} ms`,
      "from the request to the key, logged on chain",
    ),
    fact(
      `${vault.openSeconds.toFixed(1)} s`,
      "until everything was fetched, decrypted and checked",
    ),
  ].join("")}</div>
<div class="scroll">${keyPicture(vault)}</div>
${table(
  [
    "Custodian",
    "Server",
    `When ${licensee} asked, with a licence`,
    `When ${stranger} asked, without`,
  ],
  custodians.map(({ name, url, toLicensee, toStranger }) => [
    cell(name),
    `<td><code>${escapeHtml(url)}</code></td>`,
    answer(toLicensee),
    answer(toStranger),
  ]),
)}
<p>${escapeHtml(licensee)} fetched <code>${escapeHtml(cid)}</code> from <code>${escapeHtml(gateway)}</code>, put the key together from ${threshold} shares while the third custodian was down, and decrypted. What came out has the content root that the registry has, <code>${escapeHtml(contentRoot)}</code>: nothing that server or custodians said had to be believed.</p>
<h3>What the chain's log says</h3>
${table(
  ["Block", "Custodian", "Released to", "Under licence", "Digest of the request"],
  vault.releases.map(({ blockNumber, custodian, account, licenseId, requestHash }) => [
    number(String(blockNumber)),
    `<td><code>${escapeHtml(custodian)}</code></td>`,
    `<td><code>${escapeHtml(account)}</code></td>`,
    number(licenseId.toString()),
    `<td><code>${escapeHtml(requestHash)}</code></td>`,
  ]),
)}`;
}

const answer = (text: string) =>
  `<td class="${text === RELEASED ? "good" : "bad"}">${escapeHtml(text)}</td>`;

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Two of three shares become the key; who has no licence gets none. */
function keyPicture({ custodians, licensee, stranger, segments }: VaultCard): string {
  const row = 74;
  const height = 30 + custodians.length * row;
  const middle = height / 2;
  const y = (index: number) => 44 + index * row;
  const boxes = custodians.map(({ name, toLicensee }, index) => {
    const isUp = toLicensee === RELEASED;
    const way = isUp
      ? `<path class="way" d="M560 ${y(index)} C640 ${y(index)} 660 ${middle} 740 ${middle}"/><circle class="dot" cx="560" cy="${y(index)}" r="7"/>`
      : "";
    return `<rect class="${isUp ? "" : "kept"}" x="370" y="${y(index) - 26}" width="190" height="52" rx="10"/>
<text class="title" x="386" y="${y(index) - 3}">${escapeHtml(name)}</text><text class="foot" x="386" y="${y(index) + 15}">${isUp ? "share released and logged" : "down"}</text>
<path class="axis" d="M240 ${middle} C300 ${middle} 310 ${y(index)} 370 ${y(index)}"/>${way}`;
  });
  return `<svg viewBox="0 0 1000 ${height}" role="img" aria-label="How shares become the key">
${boxes.join("\n")}
<rect x="40" y="${middle - 34}" width="200" height="68" rx="10"/><text class="title" x="56" y="${middle - 8}">Vault</text><text class="foot" x="56" y="${middle + 14}">${segments} sealed segments</text>
<circle class="root" cx="748" cy="${middle}" r="11"/><text class="value" x="772" y="${middle - 4}">${escapeHtml(licensee)} has the key</text><text class="foot" x="772" y="${middle + 16}">and reads the corpus</text>
<text class="foot" x="772" y="${height - 12}">${escapeHtml(stranger)}: no share, no key</text></svg>`;
}
