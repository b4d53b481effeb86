/** The PostgreSQL server that all tests of a run share: the first one that needs a database starts it. */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { inject, onTestFinished, TestRunner } from 'vitest'
import type { TestProject } from 'vitest/node'
import { migratePostgres } from '../storage/open-postgres.ts'
import { query, startPostgres } from './postgres-cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgresFolder: string
  }
}

/** Ends the server when its input ends, which it does with the process that has started it, however that ends. */
const END_WITH_INPUT =
  'cat; kill -QUIT "$(head -n 1 "$0/server/data/postmaster.pid")"; sleep 1; rm -rf "$0"'

/** Keeps the rows of an installation, so that `EMPTY` can put them back. */
const REMEMBER = `create schema initial;
  do $$ declare name text; has_rows boolean; begin
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('select exists (select from public.%I)', name) into has_rows;
      if has_rows then execute format('create table initial.%1$I as table public.%1$I', name); end if;
    end loop;
  end $$`

/** Brings a database back to the state after an installation. Triggers do not run meanwhile. */
const EMPTY = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid();
  set session_replication_role = replica;
  do $$ declare name text; has_rows boolean; begin
    for name in select tablename from pg_tables where schemaname = 'public' loop
      execute format('select exists (select from public.%I)', name) into has_rows;
      if has_rows then execute format('truncate public.%I cascade', name); end if;
    end loop;
    for name in select tablename from pg_tables where schemaname = 'initial' loop
      execute format('insert into public.%1$I table initial.%1$I', name);
    end loop;
    for name in select sequencename from pg_sequences where schemaname = 'public' loop
      execute format('alter sequence public.%I restart', name);
    end loop;
  end $$`

/** Vitest calls it before a run, in the process that outlives all tests. */
export function setup({ provide }: TestProject): void {
  const folder = mkdtempSync(join(tmpdir(), 'follow-up-console-pg-'))
  // The server runs as another user if this one is root.
  chmodSync(folder, 0o755)
  const stdio = ['pipe', 'ignore', 'ignore'] as const
  spawn('sh', ['-c', END_WITH_INPUT, folder], { stdio: [...stdio], detached: true }).unref()
  provide('postgresFolder', folder)
}

let template: Promise<string> | undefined
/** Databases that no test uses at the moment. */
const unused: string[] = []

/**
 * Returns the URL of a database as it is after an installation. It belongs to the running test, or for good to a
 * hook around several ones.
 */
export async function newDatabase(): Promise<string> {
  const url = unused.pop() ?? (await copyTemplate())
  if (TestRunner.getCurrentTest()) {
    onTestFinished(async () => {
      await query(url, EMPTY)
      unused.push(url)
    })
  }
  return url
}

async function copyTemplate(): Promise<string> {
  template ??= findTemplate(inject('postgresFolder'))
  const url = new URL(await template)
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const source = url.pathname.slice(1)
  url.pathname = 'postgres'
  await query(url.href, `create database ${name} template ${source}`)
  url.pathname = name
  return url.href
}

/** Returns the URL of a database that is only copied, after this process or another one has started the server. */
async function findTemplate(folder: string): Promise<string> {
  const ready = join(folder, 'url')
  try {
    mkdirSync(join(folder, 'server'))
  } catch {
    while (!existsSync(ready)) await setTimeout(20)
    return readFileSync(ready, 'utf8')
  }
  const server = await startPostgres({ folder: join(folder, 'server'), maxConnections: 120 })
  const url = await server.newDatabase()
  await migratePostgres(url)
  await query(url, REMEMBER)
  writeFileSync(`${ready}.new`, url)
  renameSync(`${ready}.new`, ready)
  return url
}
