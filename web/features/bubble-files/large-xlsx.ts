import { strToU8, zipSync } from 'fflate'
import { columnLetter } from './sheet.ts'
import { escapeText } from './xlsx.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
/** In characters. */
const WIDTH = 20

/**
 * Writes rows of any size as an XLSX file without styles; every cell is a text. The library that
 * writes the table of bubbles compresses more than 160 kB in a worker from a blob: address, which the
 * content security policy does not allow.
 */
export function writeLargeXlsx(rows: readonly (readonly string[])[], sheet: string): Blob {
  const columns = Math.max(1, ...rows.slice(0, 1).map((row) => row.length))
  const parts = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${toXml(sheet)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${columns}" width="${WIDTH}" customWidth="1"/></cols><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
  }
  const files = Object.fromEntries(
    Object.entries(parts).map(([name, xml]) => [name, strToU8(HEAD + xml)]),
  )
  return new Blob([new Uint8Array(zipSync(files))], { type: `${TYPES}.sheet` })
}

function rowXml(cells: readonly string[], at: number): string {
  const row = at + 1
  const texts = cells.map((text, column) =>
    text === ''
      ? ''
      : `<c r="${columnLetter(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${toXml(escapeText(text))}</t></is></c>`,
  )
  return `<row r="${row}">${texts.join('')}</row>`
}

function toXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
