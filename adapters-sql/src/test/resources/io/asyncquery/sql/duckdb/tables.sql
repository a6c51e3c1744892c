create table CUSTOMER(C_CUSTKEY int, C_NAME varchar, C_ADDRESS varchar, C_CITY varchar, C_NATION varchar, C_REGION varchar, C_PHONE varchar, C_MKTSEGMENT varchar);
create table SUPPLIER(S_SUPPKEY int, S_NAME varchar, S_ADDRESS varchar, S_CITY varchar, S_NATION varchar, S_REGION varchar, S_PHONE varchar);
create table PART(P_PARTKEY int, P_NAME varchar, P_MFGR varchar, P_CATEGORY varchar, P_BRAND varchar, P_COLOR varchar, P_TYPE varchar, P_SIZE int, P_CONTAINER varchar);
create table DATES(D_DATEKEY date, D_DATE varchar, D_MONTH varchar, D_YEAR int, D_YEARMONTHNUM int, D_YEARMONTH varchar, D_WEEKNUMINYEAR int);
create table LINEORDER(LO_ORDERKEY bigint, LO_LINENUMBER bigint, LO_CUSTKEY int, LO_PARTKEY int, LO_SUPPKEY int, LO_ORDERDATE date, LO_ORDERPRIOTITY varchar, LO_SHIPPRIOTITY int, LO_QUANTITY bigint, LO_EXTENDEDPRICE bigint, LO_ORDTOTALPRICE bigint, LO_DISCOUNT bigint, LO_REVENUE bigint, LO_SUPPLYCOST bigint, LO_TAX bigint, LO_COMMITDATE date, LO_SHIPMODE varchar);
insert into CUSTOMER select i, 'Customer#'||i, 'adr'||i, case when i%5=0 then 'UNITED KI1' else 'CITY'||i%9 end, case i%3 when 0 then 'UNITED STATES' when 1 then 'CHINA' else 'UNITED KINGDOM' end, case i%3 when 0 then 'AMERICA' when 1 then 'ASIA' else 'EUROPE' end, 'ph'||i, 'SEG'||i%4 from range(1,31) r(i);
insert into SUPPLIER select i, 'Supplier#'||i, 'adr'||i, case when i%4=0 then 'UNITED KI5' else 'CITY'||i%9 end, case i%3 when 0 then 'UNITED STATES' when 1 then 'CHINA' else 'UNITED KINGDOM' end, case i%3 when 0 then 'AMERICA' when 1 then 'ASIA' else 'EUROPE' end, 'ph'||i from range(1,11) r(i);
insert into PART select i, 'part'||i, 'MFGR#'||(1+i%3), 'MFGR#1'||i%4, 'MFGR#22'||i%30, 'col'||i%5, 'type'||i%6, i%50, 'box' from range(1,41) r(i);
insert into DATES select d, strftime(d,'%B %d, %Y'), monthname(d), year(d), year(d)*100+month(d), strftime(d,'%b%Y'), week(d) from (select cast(range as date) d from range(date '1992-01-01', date '1998-12-31', interval 1 day));
insert into LINEORDER select i, i%7, 1+i%30, 1+i%40, 1+i%10, date '1992-01-01'+cast((i*13)%2500 as int), 'P'||i%5, 0, i%50, i*37%1000, i*100, i%11, i*31%900, i*7%500, i%9, date '1992-01-05'+cast((i*13)%2500 as int), 'AIR' from range(1,2001) r(i);
create view P_LINEORDER as select *, LO_EXTENDEDPRICE*LO_DISCOUNT as V_REVENUE from LINEORDER;
create table t(a int, b varchar, d date, ts timestamp, x double, n decimal(10,2), flag boolean, l int[], s struct(f int, g struct(h varchar)), m map(varchar,int), u uuid, "Weird Name" int, "中文" varchar, tz timestamptz, tm time, bl blob, hg hugeint, "year" int, "date" date, "value" int);
insert into t select i, case when i%4=0 then null else 'b'||i end, date '2020-01-01'+cast(i as int), timestamp '2020-01-01 10:00:00.123456' + interval 1 hour * i, i*1.5, i*2.25, i%2=0, [i,i+1,i*2], {'f':i,'g':{'h':'h'||i}}, map {'k':i}, '550e8400-e29b-41d4-a716-446655440000', i, '值'||i, timestamptz '2020-01-01 00:00:00+00', time '10:11:12', 'ab'::blob, 170141183460469231731687303715884105727, 2000+i, date '2021-01-01', i from range(1,11) r(i);
create table u(a int, c varchar);
insert into u select i, 'c'||i from range(5,15) r(i);
create schema S2;
create table S2.Other(id int, "t" int);
insert into S2.Other values (1,2),(3,4);
create table nulls(k int, v int);
insert into nulls values (1,null),(2,1),(3,2),(4,null)
;
create table TABLÉ(a int)
;
create table names("user" int, pi int, "current_role" int, rank int, "count" int, "current_date" date);
insert into names values (1,2,3,4,5,'2020-02-02')
