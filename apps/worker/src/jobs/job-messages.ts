const ASK = 'Ask your administrator';

/** The texts that users read in a job: what happened, and what to do. docs/spotler-jobs.md lists them. */
export const JOB_MESSAGES = {
  anonymized: "Spotler has removed the personal data of this record's contact.",
  unknownContact:
    'Spotler has no contact for this record: it was anonymized before, or never there. Nothing is left to do.',
  noRecord:
    'The job names no customer and no lead, or the record was deleted. Make a new job that names one of them.',
  twoRecords: 'The job names a customer and a lead. Make a new job for each of them.',
  noExternalId: `The record has no usable value in the column by which its contact is found in Spotler. Fill it and make a new job, or ask your administrator to look into it (ExternalIdUnknown).`,
  notErased: `Spotler said that it removed the personal data, but still shows the contact. ${ASK} to look into it (NotErased).`,
  interrupted: `The job was begun several times and never finished. ${ASK} to try it again (JobFailed).`,
  held: `So many contacts were due to be anonymized that an administrator decides first. This one gets no e-mail meanwhile, and the job goes on by itself afterwards (HeldByBrake).`,
  rejectedBy: {
    dataverse: `Dataverse does not let Spotler Connector read this record. ${ASK} to look into it (DataverseRejected).`,
    spotler: `Spotler refuses to anonymize this contact. ${ASK} to look into it (SpotlerRejected).`,
  },
  failedBy: {
    dataverse: `Dataverse did not work as it should, several times in a row. ${ASK} to try the job again (JobFailed).`,
    spotler: `Spotler did not work as it should, several times in a row. ${ASK} to try the job again (JobFailed).`,
    state: `The store that counts anonymizations did not work as it should, several times in a row. ${ASK} to try the job again (JobFailed).`,
  },
} as const;
