import '@lianchuang/db/testing/apply-migrations';
