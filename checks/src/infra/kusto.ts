import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createContext, runInContext } from 'node:vm';

/**
 * The columns of the tables that queries read, as Azure Monitor has them:
 * learn.microsoft.com/azure/azure-monitor/ reference/tables/appmetrics and
 * reference/tables/containerappconsolelogs.
 */
const TABLES = {
  AppMetrics:
    '(TimeGenerated: datetime, Name: string, Sum: real, Min: real, Max: real, ItemCount: int, Properties: dynamic, AppRoleName: string, AppRoleInstance: string)',
  ContainerAppConsoleLogs:
    '(TimeGenerated: datetime, Log: string, ContainerName: string, ContainerAppName: string, ContainerGroupName: string, RevisionName: string)',
};

/**
 * Microsoft's language service is a translated .NET library without modules: two scripts that make globals.
 */
const SCRIPTS = ['bridge.min.js', 'Kusto.Language.Bridge.min.js'];

const PREPARE = `
  const { GlobalState, KustoCode, Symbols } = Kusto.Language;
  const symbols = Object.entries(tables).map(([name, schema]) => new Symbols.TableSymbol.$ctor7(name, schema, null));
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', symbols));
`;
const ANALYSE = `(() => {
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_, at) => found.getItem(at).Message).join('\\n');
})()`;

const require = createRequire(import.meta.url);
const context = createContext({ tables: TABLES, query: '' });
for (const script of SCRIPTS) {
  runInContext(readFileSync(require.resolve(`@kusto/language-service-next/${script}`), 'utf8'), context);
}
runInContext(PREPARE, context);

/**
 * Everything that Azure would refuse in a query, syntax and names of columns alike. A workbook's
 * `{TimeRange:grain}` is an hour.
 */
export function kustoMistakesOf(query: string): string[] {
  context['query'] = query.replaceAll('{TimeRange:grain}', '1h');
  const mistakes = String(runInContext(ANALYSE, context));
  return mistakes === '' ? [] : mistakes.split('\n');
}
