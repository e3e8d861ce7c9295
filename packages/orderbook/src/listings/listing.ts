import {
  type Address,
  malformed,
  member,
  parseBytes32,
  parseDecimal,
  parseExactObject,
  parseList,
  parseText,
  parseWireAddress,
  type Place,
} from "@sahara/sdk";
import { type JsonValue, metadataRoot } from "@sahara/storage";
import { getAddress } from "ethers";

/** What a listing says of one asset. */
export type ListingItem = {
  readonly assetId: bigint;
  /** Licences that are sold: terms that the asset's owner offers. */
  readonly termsIds: readonly string[];
  /** Services that are sold: offers of operators. */
  readonly offerIds: readonly string[];
  readonly summary: string;
};

/** A storefront: assets of one publisher, under which terms they are licensed, and where they are served. */
export type Listing = {
  readonly chainId: bigint;
  /** Owner of all the assets. */
  readonly publisher: Address;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly items: readonly ListingItem[];
};

export const LISTING_SCHEMA_NAME = "sahara.listing.v1";

const MOST = {
  title: 200,
  description: 10_000,
  summary: 1_000,
  tag: 40,
  tags: 20,
  items: 20,
  ids: 8,
} as const;

/** In a pattern with the u flag, a surrogate matches only when its other half is missing. */
const LONE_SURROGATE = /\p{Surrogate}/u;

const PLACE: Place = { what: "listing document", at: "" };

const HASHES = {
  type: "array",
  maxItems: MOST.ids,
  items: { type: "string", pattern: "^0x[0-9a-f]{64}$" },
};
const DECIMAL = { type: "string", pattern: "^(0|[1-9][0-9]{0,77})$" };

/** The document as a JSON schema (draft 2020-12). */
export const LISTING_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Listing document of Sahara",
  type: "object",
  additionalProperties: false,
  required: ["schema", "chainId", "publisher", "title", "description", "tags", "items"],
  properties: {
    schema: { const: LISTING_SCHEMA_NAME },
    chainId: DECIMAL,
    publisher: { type: "string", pattern: "^0x[0-9a-fA-F]{40}$" },
    title: { type: "string", minLength: 1, maxLength: MOST.title },
    description: { type: "string", maxLength: MOST.description },
    tags: {
      ...{ type: "array", maxItems: MOST.tags, uniqueItems: true },
      items: { type: "string", pattern: `^[a-z0-9][a-z0-9-]{0,${MOST.tag - 1}}$` },
    },
    items: {
      ...{ type: "array", minItems: 1, maxItems: MOST.items },
      items: {
        type: "object",
        additionalProperties: false,
        required: ["assetId", "termsIds", "offerIds", "summary"],
        properties: {
          assetId: DECIMAL,
          termsIds: HASHES,
          offerIds: HASHES,
          summary: { type: "string", maxLength: MOST.summary },
        },
      },
    },
  },
} as const;

/** The document as JSON. */
export function listingToJson(listing: Listing): JsonValue {
  return {
    schema: LISTING_SCHEMA_NAME,
    ...{ chainId: `${listing.chainId}`, publisher: listing.publisher },
    ...{ title: listing.title, description: listing.description, tags: listing.tags },
    items: listing.items.map(({ assetId, ...item }) => ({ assetId: `${assetId}`, ...item })),
  };
}

/** The document's canonical text (RFC 8785), its sha2-256, and the CID under which IPFS knows it. */
export function listingRoot(listing: Listing): { root: string; cid: string; text: string } {
  const { digest, cid, canonical } = metadataRoot(listingToJson(listing));
  return { root: digest, cid, text: new TextDecoder().decode(canonical) };
}

/**
 * Checks a listing document that came as JSON.
 *
 * @throws {MalformedMessageError} When it is anything else, or has a member too many.
 */
export function parseListing(value: unknown): Listing {
  const object = parseExactObject(value, PLACE, LISTING_SCHEMA.required);
  const at = (name: string) => member(PLACE, name);
  if (object.schema !== LISTING_SCHEMA_NAME) {
    throw malformed(at("schema"), `it must be "${LISTING_SCHEMA_NAME}"`);
  }
  return {
    chainId: parseDecimal(object.chainId, 256, at("chainId")),
    publisher: getAddress(parseWireAddress(object.publisher, at("publisher"))),
    title: parseWords(object.title, MOST.title, at("title"), 1),
    description: parseWords(object.description, MOST.description, at("description")),
    tags: parseTags(object.tags, at("tags")),
    items: parseItems(object.items, at("items")),
  };
}

function parseTags(value: unknown, place: Place): string[] {
  const tags = parseEach(value, MOST.tags, place, (tag, at) => {
    const text = parseText(tag, MOST.tag, at);
    if (!/^[a-z0-9][a-z0-9-]*$/.test(text)) {
      throw malformed(at, "it must be lower-case letters, digits and dashes");
    }
    return text;
  });
  if (new Set(tags).size !== tags.length) throw malformed(place, "a tag comes twice");
  return tags;
}

function parseItems(value: unknown, place: Place): ListingItem[] {
  const items = parseEach(value, MOST.items, place, (item, at) => {
    const object = parseExactObject(item, at, ["assetId", "termsIds", "offerIds", "summary"]);
    return {
      assetId: parseDecimal(object.assetId, 256, member(at, "assetId")),
      termsIds: parseEach(object.termsIds, MOST.ids, member(at, "termsIds"), parseBytes32),
      offerIds: parseEach(object.offerIds, MOST.ids, member(at, "offerIds"), parseBytes32),
      summary: parseWords(object.summary, MOST.summary, member(at, "summary")),
    };
  });
  if (items.length === 0) throw malformed(place, "it has no members");
  if (new Set(items.map(({ assetId }) => assetId)).size !== items.length) {
    throw malformed(place, "an asset comes twice");
  }
  return items;
}

function parseEach<T>(
  value: unknown,
  maxLength: number,
  place: Place,
  parse: (member: unknown, at: Place) => T,
): T[] {
  return parseList(value, maxLength, place).map((each, index) =>
    parse(each, { what: place.what, at: `${place.at}[${index}]` }),
  );
}

/** A text that canonical JSON can express. */
function parseWords(value: unknown, maxLength: number, place: Place, minLength = 0): string {
  const text = parseText(value, maxLength, place);
  if (text.length < minLength) throw malformed(place, "it is empty");
  if (LONE_SURROGATE.test(text)) throw malformed(place, "it has half a surrogate pair");
  return text;
}
