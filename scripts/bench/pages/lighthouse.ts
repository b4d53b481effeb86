import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser, launchOptions } from '../../browser.ts'
import { installTool } from '../tool.ts'

export type Lighthouse = {
  /** Largest contentful paint on the simulated phone, in milliseconds. */
  lcpMs: number
  /** 0 to 100 each. */
  performance: number
  accessibility: number
  bestPractices: number
}

const LIGHTHOUSE = 'lighthouse@13.5.0'
const CATEGORIES = 'performance,accessibility,best-practices'
const TRIES = 2

/**
 * One run of Lighthouse on its own terms: a slow phone on a slow network, simulated.
 * @throws Unavailable where it cannot be installed
 */
export async function runLighthouse(url: string): Promise<Lighthouse> {
  const cli = join(installTool(LIGHTHOUSE), 'cli/index.js')
  for (let left = TRIES; ; left -= 1) {
    try {
      return await runOnce(cli, url)
    } catch (error) {
      // Now and then the browser gives it no first navigation.
      if (left === 1) throw error
    }
  }
}

async function runOnce(cli: string, url: string): Promise<Lighthouse> {
  const output = join(tmpdir(), `lighthouse-${process.pid}-${performance.now()}.json`)
  const flags = ['--headless=new', '--no-sandbox', ...launchOptions().args].join(' ')
  const args = [
    url,
    '--quiet',
    '--output=json',
    `--output-path=${output}`,
    `--chrome-flags=${flags}`,
  ]
  const child = spawn(process.execPath, [cli, ...args, `--only-categories=${CATEGORIES}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, CHROME_PATH: findBrowser() ?? chromium.executablePath() },
    timeout: 120_000,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}: ${said.slice(-300)}`)
  const { audits, categories } = JSON.parse(readFileSync(output, 'utf8'))
  rmSync(output)
  return {
    lcpMs: audits['largest-contentful-paint'].numericValue,
    performance: categories.performance.score * 100,
    accessibility: categories.accessibility.score * 100,
    bestPractices: categories['best-practices'].score * 100,
  }
}
