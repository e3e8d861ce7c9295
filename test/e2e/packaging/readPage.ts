import { chromium } from "playwright-core";

const READ_TIMEOUT_MS = 30_000;

/** Nothing that talks to anybody but the page; no sandbox, which needs rights that a container does not give. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Opens a page in a headless browser and returns the texts of the elements with these ids, once all have one. */
export async function readPage<Id extends string>(
  executablePath: string,
  url: string,
  ids: readonly Id[],
): Promise<Record<Id, string | null>> {
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const errors: string[] = [];
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });

    await page.goto(url);
    const read = async (id: Id) => {
      const element = page.locator(`#${id}:not(:empty)`);
      return [id, await element.textContent({ timeout: READ_TIMEOUT_MS })] as const;
    };
    // One entry for each id.
    return Object.fromEntries(await Promise.all(ids.map(read))) as Record<Id, string | null>;
  } catch (cause) {
    throw new Error(`The page shows no ${ids.join(", ")}. ${errors.join("\n")}`, { cause });
  } finally {
    await browser.close();
  }
}
