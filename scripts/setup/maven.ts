/**
 * Compilers that are jars of Maven Central, fetched by Maven itself, so that a mirror, proxy or certificate that is configured for
 * it is used. What came is compared with the SHA-256 that stands here before it is put in place.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LanguageId } from '#contract/language.js';
import { collect } from '../support/processes.js';
import { Refusal, step } from '../support/progress.js';
import { PUBLIC_FOLDER } from './public.js';

interface MavenCompiler {
  version: string;
  /** Name of the command in bin/, and the class that it starts. */
  command: string;
  main: string;
  /** group:artifact:version, and the SHA-256 of the jar; nothing comes with them that is not named. */
  jars: Readonly<Record<string, string>>;
}

export const MAVEN_COMPILERS: Partial<Record<LanguageId, MavenCompiler>> = {
  kotlin: {
    version: '2.1.21',
    command: 'kotlinc',
    main: 'org.jetbrains.kotlin.cli.jvm.K2JVMCompiler',
    jars: {
      'org.jetbrains.kotlin:kotlin-compiler-embeddable:2.1.21': '67a2e3673765f097725608cc7c843b0d8fdd94bd9af41327211361614aa57d49',
      'org.jetbrains.kotlin:kotlin-stdlib:2.1.21': '263bdc679e1f62012db7b091796279b6d71cf36f4797a98ff1ace05835f201c8',
      'org.jetbrains.kotlin:kotlin-script-runtime:2.1.21': 'd8221f445854f30ac92c248d543609e0ecb5d85bb5ba34c043684b013cb5b897',
      'org.jetbrains.kotlin:kotlin-reflect:1.6.10': '3277ac102ae17aad10a55abec75ff5696c8d109790396434b496e75087854203',
      'org.jetbrains.kotlin:kotlin-daemon-embeddable:2.1.21': '9401effd82de8606df3289308a275cc1d3573768665ca5edd09dc319c71715f4',
      'org.jetbrains.intellij.deps:trove4j:1.0.20200330': 'c5fd725bffab51846bf3c77db1383c60aaaebfe1b7fe2f00d23fe1b7df0a439d',
      'org.jetbrains.kotlinx:kotlinx-coroutines-core-jvm:1.8.0': '9860906a1937490bf5f3b06d2f0e10ef451e65b95b269f22daf68a3d1f5065c5',
      'org.jetbrains:annotations:13.0': 'ace2a10dc8e2d5fd34925ecac03e4988b2c0f851650c94b8cef49ba1bd111478',
    },
  },
  scala: {
    version: '3.3.6',
    command: 'scalac',
    main: 'dotty.tools.dotc.Main',
    jars: {
      'org.scala-lang:scala3-compiler_3:3.3.6': '3312960a654fd3421b1396378734ccb693bc0cbed21cca9e3974ad6f0c24191d',
      'org.scala-lang:scala3-interfaces:3.3.6': 'c118e77fec7721aac392bcff3afe6a7cae8311f6d327fadb001f8560521d647d',
      'org.scala-lang:scala3-library_3:3.3.6': 'cf4ddaf76c0ce71cf68ca5d2dc7bad46c5a921aaf18909317ddc9ba6e67fb12b',
      'org.scala-lang:tasty-core_3:3.3.6': '8618e08433fc306053040794587e12105fca4e8c9f096adb55823442a494329b',
      'org.scala-lang.modules:scala-asm:9.8.0-scala-1': '86af037580bdf9ce9c05f8b2afd734daf1a8564c38cd10ca5d08bf81508ad2e4',
      'org.scala-sbt:compiler-interface:1.10.4': 'c33ac8083502754428013c15968d9ed5450c1db166947153404c6507af5172ff',
      'org.scala-sbt:util-interface:1.10.4': 'b961003c1ed3c85ce7c07577768a689ad657c73f234d620eead3eb42c854a434',
      'org.scala-lang:scala-library:2.13.14': '43e0ca1583df1966eaf02f0fbddcfb3784b995dd06bfc907209347758ce4b7e3',
    },
  },
};

/** Installs the compiler where jails can read it, unless this version is there. @throws Refusal */
export async function installCompiler(id: LanguageId): Promise<void> {
  const compiler = MAVEN_COMPILERS[id];
  if (!compiler) return;
  const target = join(PUBLIC_FOLDER, `${id}-${compiler.version}`);
  if (existsSync(join(target, 'bin', compiler.command))) return;
  await step(`${id} ${compiler.version} from Maven Central`, async ({ doing, note }) => {
    mkdirSync(PUBLIC_FOLDER, { recursive: true, mode: 0o755 });
    const fresh = `${target}.new-${process.pid}`;
    const work = mkdtempSync(join(tmpdir(), 'arbiter-maven-'));
    try {
      mkdirSync(join(fresh, 'bin'), { recursive: true, mode: 0o755 });
      mkdirSync(join(fresh, 'lib'), { mode: 0o755 });
      writeFileSync(join(work, 'pom.xml'), pom(compiler));
      const { code, output } = await collect('mvn', ['--batch-mode', '-Dstyle.color=never', '--file', join(work, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${join(fresh, 'lib')}`, '-Dmdep.stripVersion=true'], { cwd: work, onLine: (line) => doing(line.slice(0, 100)) });
      if (code !== 0) throw new Refusal(`Maven could not fetch ${id}.`, ...output.split('\n').filter((line) => line.startsWith('[ERROR]')).slice(0, 5), 'Connect the machine to Maven Central, or name a mirror in ~/.m2/settings.xml, then run the command again.');
      compareJars(join(fresh, 'lib'), compiler);
      writeFileSync(join(fresh, 'bin', compiler.command), `#!/bin/sh\n[ "$1" = -version ] && exec echo ${compiler.command} ${compiler.version}\nexec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '${target}/lib/*' ${compiler.main} "$@"\n`, { mode: 0o755 });
      rmSync(target, { recursive: true, force: true });
      renameSync(fresh, target);
      note(target);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
      rmSync(work, { recursive: true, force: true });
    }
  });
}

function compareJars(folder: string, { jars }: MavenCompiler): void {
  for (const [coordinates, wanted] of Object.entries(jars)) {
    const name = `${coordinates.split(':')[1]}.jar`;
    const got = createHash('sha256').update(readFileSync(join(folder, name))).digest('hex');
    if (got !== wanted) throw new Refusal(`${coordinates} has the SHA-256 ${got}, not ${wanted}: what came is not what was asked for, and nothing of it is kept.`, 'Look at the mirror that Maven uses (~/.m2/settings.xml).');
  }
  const odd = readdirSync(folder).filter((name) => !Object.keys(jars).some((coordinates) => name === `${coordinates.split(':')[1]}.jar`));
  if (odd.length > 0) throw new Refusal(`Maven brought what was not asked for: ${odd.join(', ')}.`, 'Look at ~/.m2/settings.xml.');
}

/** Every jar is named, so that no version is Maven's choice. */
function pom({ jars }: MavenCompiler): string {
  const dependencies = Object.keys(jars).map((coordinates) => {
    const [group, artifact, version] = coordinates.split(':');
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion></exclusions></dependency>`;
  });
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>arbiter</groupId><artifactId>compiler</artifactId><version>1</version><packaging>pom</packaging><dependencies>${dependencies.join('')}</dependencies></project>\n`;
}
