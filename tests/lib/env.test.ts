import path from "node:path";
import { describe, expect, it } from "vitest";
import { type Env, EnvironmentMistake, readEnv } from "#lib/env.ts";

function sentencesOf(source: Readonly<Record<string, string>>): readonly string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentMistake)) throw error;
    expect(error.message).toBe(error.sentences.join("\n"));
    return error.sentences;
  }
}

const sentences = {
  HOST: "HOST must be an address to listen on, such as 127.0.0.1 or 0.0.0.0.",
  PORT: "PORT must be a whole number from 1 to 65535.",
  ORIGIN: "ORIGIN must be the public address without a path, such as https://learn.example.org.",
  DATABASE_URL: "DATABASE_URL must look like postgresql://user:password@host:5432/database.",
  TRUSTED_PROXIES: "TRUSTED_PROXIES must list addresses or networks, such as 127.0.0.1, 10.0.0.0/8.",
  ADMIN_EMAIL: "ADMIN_EMAIL must be an e-mail address.",
};
const together = "ADMIN_EMAIL and ADMIN_PASSWORD must be set together.";

const nothingSet: Env = {
  host: "127.0.0.1",
  port: 3000,
  origin: new URL("http://127.0.0.1:3000"),
  origins: ["http://127.0.0.1:3000", "http://localhost:3000", "http://[::1]:3000"],
  dataDir: path.resolve(".data"),
  databaseUrl: null,
  trustedProxies: [],
  admin: null,
};

const everything = {
  HOST: "0.0.0.0",
  PORT: "8080",
  ORIGIN: "https://learn.example.org",
  DATA_DIR: "/srv/chainrule",
  DATABASE_URL: "postgresql://ada:s%40crypt@db.example.org:5433/chainrule?sslmode=require",
  TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8,::1 fd00::/8",
  ADMIN_EMAIL: "ada@example.org",
  ADMIN_PASSWORD: " correct horse ",
};

describe("the environment", () => {
  it("needs nothing", () => {
    expect(readEnv({})).toEqual(nothingSet);
  });

  it("takes an empty variable for one that is not set, and knows no others", () => {
    const empty = Object.fromEntries(Object.keys(everything).map((name) => [name, ""]));
    expect(readEnv({ ...empty, HOME: "/root", port: "1" })).toEqual(nothingSet);
  });

  it("reads every variable", () => {
    expect(readEnv(everything)).toEqual({
      host: "0.0.0.0",
      port: 8080,
      origin: new URL("https://learn.example.org"),
      origins: ["https://learn.example.org"],
      dataDir: "/srv/chainrule",
      databaseUrl: everything.DATABASE_URL,
      trustedProxies: ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"],
      admin: { email: "ada@example.org", password: " correct horse " },
    });
  });

  it("takes a folder from where the server is started", () => {
    expect(readEnv({ DATA_DIR: "state/here/.." }).dataDir).toBe(path.join(process.cwd(), "state"));
  });

  it("is the process's own where none is given", () => {
    expect(readEnv().databaseUrl).toBe(process.env.DATABASE_URL);
  });
});

describe("origins", () => {
  it.each([
    ["a loopback address has all of one's own machine's names", "127.0.0.1", ["127.0.0.1", "localhost", "[::1]"]],
    ["and so has localhost, itself first", "localhost", ["localhost", "127.0.0.1", "[::1]"]],
    ["and the IPv6 one", "::1", ["[::1]", "127.0.0.1", "localhost"]],
    ["every address is reached by localhost", "0.0.0.0", ["localhost", "127.0.0.1", "[::1]"]],
    ["also over IPv6", "::", ["localhost", "127.0.0.1", "[::1]"]],
    ["another address has its own", "192.168.1.20", ["192.168.1.20"]],
    ["another name has its own, in small letters", "Studio.local", ["studio.local"]],
    ["another IPv6 address is written short", "fd00:0::0001", ["[fd00::1]"]],
  ])("%s", (_, host, names) => {
    const { origin, origins } = readEnv({ HOST: host, PORT: "4000" });
    expect(origins).toEqual(names.map((name) => `http://${name}:4000`));
    expect(origin.origin).toBe(origins[0]);
  });

  it("leave out the port that a browser leaves out", () => {
    expect(readEnv({ PORT: "80" }).origins).toEqual(["http://127.0.0.1", "http://localhost", "http://[::1]"]);
  });

  it.each([
    ["https://learn.example.org", "https://learn.example.org"],
    ["https://learn.example.org/", "https://learn.example.org"],
    ["https://Learn.Example.org", "https://learn.example.org"],
    ["https://learn.example.org:443", "https://learn.example.org"],
    ["http://learn.example.org:443", "http://learn.example.org:443"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["http://[::1]:3000", "http://[::1]:3000"],
  ])("are one where ORIGIN is %s", (typed, origin) => {
    expect(readEnv({ ORIGIN: typed, HOST: "0.0.0.0" })).toMatchObject({ origins: [origin], origin: new URL(origin) });
  });
});

describe("one sentence names a mistake in", () => {
  const mistakes: Readonly<Record<keyof typeof sentences, readonly string[]>> = {
    HOST: [
      "http://127.0.0.1",
      "127.0.0.1:3000",
      "a b",
      "[::1]",
      "999.1.1.1",
      "fe80::1%eth0",
      "my_host",
      "-",
      "a..b",
      " ",
    ],
    PORT: ["0", "65536", "99999", "-1", "3000.5", "0x50", " 80", "http", "1e3", "000080"],
    ORIGIN: [
      "learn.example.org",
      "https://learn.example.org/courses",
      "https://learn.example.org/?a=b",
      "https://learn.example.org?",
      "https://learn.example.org/#a",
      "https://ada@learn.example.org",
      "https://:s@learn.example.org",
      "ftp://learn.example.org",
      "file:///srv",
      "https://",
      " https://learn.example.org",
      "https://a.example,https://b.example",
      "null",
    ],
    DATABASE_URL: [
      "localhost:5432/chainrule",
      "mysql://localhost/chainrule",
      "postgresql://localhost",
      "postgres://localhost/",
      "chainrule",
    ],
    TRUSTED_PROXIES: ["10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/8/8", "10.0.0.0/", "/8", "proxy", "127.0.0.1;::1"],
    ADMIN_EMAIL: ["ada", "ada@", "@example.org", "ada example.org"],
  };

  for (const [name, texts] of Object.entries(mistakes)) {
    it.each(texts)(`${name}: %j`, (text) => {
      const admin = name === "ADMIN_EMAIL" ? { ADMIN_PASSWORD: "correct horse" } : {};
      expect(sentencesOf({ ...admin, [name]: text })).toEqual([sentences[name as keyof typeof sentences]]);
    });
  }

  it.each([{ ADMIN_EMAIL: "ada@example.org" }, { ADMIN_PASSWORD: "correct horse" }])("half an admin: %j", (half) => {
    expect(sentencesOf(half)).toEqual([together]);
    expect(sentencesOf({ ADMIN_EMAIL: "", ADMIN_PASSWORD: "", ...half })).toEqual([together]);
  });
});

it("names every mistake at once", () => {
  const wrong = Object.fromEntries(Object.keys(sentences).map((name) => [name, "?"]));
  expect(sentencesOf(wrong)).toEqual([...Object.values(sentences), together]);
});

it("repeats no password in a sentence", () => {
  const secret = "s3cret";
  const url = `mysql://ada:${secret}@localhost/x`;
  expect(sentencesOf({ DATABASE_URL: url, ADMIN_PASSWORD: secret }).join()).not.toContain(secret);
});
